using HwGen.Core.Configuration;
using HwGen.Core.Numerics;

namespace HwGen.Core.Sparsity;

/// <summary>One bit per position in step 0, position 0 lowest; zeros in the other steps.</summary>
public sealed record BitmaskMetadata(int Block, int Lanes) : MetadataCoding(Block, Lanes)
{
    /// <inheritdoc/>
    public override MetadataKind Kind => MetadataKind.Bitmask;

    /// <inheritdoc/>
    public override int Width => Block;

    /// <inheritdoc/>
    public override void Write(PackedBits bits, long offset, ReadOnlySpan<int> positions, int step)
    {
        if (step > 0)
            return;
        foreach (int position in positions)
            bits.Set(offset + position, 1, 1);
    }

    /// <inheritdoc/>
    public override int[] Read(MetadataFields fields)
    {
        int[] positions = [.. Enumerable.Repeat(-1, fields.Steps * Lanes)];
        uint mask = fields.Bits.Get(fields.Offset, Block);
        int kept = 0;
        for (int position = 0; position < Block; position++)
        {
            if (((mask >> position) & 1) == 0)
                continue;
            if (kept == positions.Length)
                throw new MetadataException(0, $"bitmask 0x{mask:x}", $"at most {positions.Length} weights kept in {fields.Steps} steps");
            positions[kept++] = position;
        }

        for (int step = 1; step < fields.Steps; step++)
        {
            uint later = fields.Bits.Get(fields.Offset + (step * fields.Stride), Block);
            if (later != 0)
                throw new MetadataException(step, $"bitmask 0x{later:x} in step {step} of a block", "0");
        }

        return positions;
    }
}
