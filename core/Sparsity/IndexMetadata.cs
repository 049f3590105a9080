using HwGen.Core.Configuration;
using HwGen.Core.Numerics;

namespace HwGen.Core.Sparsity;

/// <summary>One index per lane, lane 0 lowest; an unused slot holds index 0.</summary>
public sealed record IndexMetadata(int Block, int Lanes) : MetadataCoding(Block, Lanes)
{
    /// <inheritdoc/>
    public override MetadataKind Kind => MetadataKind.Index;

    /// <inheritdoc/>
    public override int Width => Lanes * IndexWidth;

    /// <inheritdoc/>
    public override void Write(PackedBits bits, long offset, ReadOnlySpan<int> positions, int step)
    {
        for (int lane = 0; lane < Lanes && (step * Lanes) + lane < positions.Length; lane++)
            bits.Set(offset + (lane * IndexWidth), IndexWidth, (uint)positions[(step * Lanes) + lane]);
    }

    /// <inheritdoc/>
    public override int[] Read(MetadataFields fields)
    {
        var positions = new int[fields.Steps * Lanes];
        for (int slot = 0; slot < positions.Length; slot++)
        {
            int step = slot / Lanes;
            long offset = fields.Offset + (step * fields.Stride) + (slot % Lanes * IndexWidth);
            positions[slot] = (int)fields.Bits.Get(offset, IndexWidth);
            if (positions[slot] >= Block)
                throw new MetadataException(step, $"index {positions[slot]} in lane {slot % Lanes}", $"0 to {Block - 1}");
        }

        return positions;
    }
}
