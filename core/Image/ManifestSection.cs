namespace HwGen.Core.Image;

/// <summary>A section as a manifest states it.</summary>
internal sealed record ManifestSection(string Name, long Offset, long Bytes, uint Crc32);
