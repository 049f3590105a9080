using HwGen.Core.Configuration;
using HwGen.Core.Numerics;

namespace HwGen.Core.Sparsity;

/// <summary>Nothing is stored: the whole block has slots, slot j is position j.</summary>
public sealed record NoMetadata(int Block, int Lanes) : MetadataCoding(Block, Lanes)
{
    /// <inheritdoc/>
    public override MetadataKind Kind => MetadataKind.None;

    /// <inheritdoc/>
    public override int Width => 0;

    /// <summary>ceil(B/L), however many weights are kept.</summary>
    public override int Steps(int kept) => (Block + Lanes - 1) / Lanes;

    /// <inheritdoc/>
    public override int Slot(int rank, int position) => position;

    /// <inheritdoc/>
    public override void Write(PackedBits bits, long offset, ReadOnlySpan<int> positions, int step)
    {
    }

    /// <inheritdoc/>
    public override int[] Read(MetadataFields fields) =>
        [.. Enumerable.Range(0, fields.Steps * Lanes).Select(slot => slot < Block ? slot : -1)];
}
