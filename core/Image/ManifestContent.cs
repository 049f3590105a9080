using HwGen.Core.Configuration;

namespace HwGen.Core.Image;

/// <summary>What a manifest states.</summary>
internal sealed record ManifestContent(
    ArrayConfiguration Configuration,
    MatrixShape Shape,
    IReadOnlyList<ManifestSection> Sections,
    ImageNotes Notes);

