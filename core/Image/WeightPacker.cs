using HwGen.Core.Configuration;
using HwGen.Core.Numerics;
using HwGen.Core.Sparsity;

namespace HwGen.Core.Image;

/// <summary>Packs the nonzero weights of a matrix into weight words, with their metadata.</summary>
/// <param name="configuration">the array</param>
/// <param name="weights">K x N</param>
internal sealed class WeightPacker(ArrayConfiguration configuration, Matrix<int> weights)
{
    private readonly MetadataCoding _coding = MetadataCoding.For(configuration);
    private readonly int _block = configuration.Block;
    private readonly int _lanes = configuration.Lanes;
    private readonly int _weightBits = configuration.WeightBits;
    private readonly int _wordWidth = configuration.WeightWordWidth;
    private readonly int _columnWidth = configuration.ColumnFieldWidth;
    private readonly int[] _positions = new int[configuration.Block];

    /// <summary>The words of all N-tiles, one after the other.</summary>
    public PackedBits Pack(IReadOnlyList<ImageTile> tiles)
    {
        PackedBits bits = PackedBits.Zeros(tiles.Sum(tile => (long)tile.WeightWords) * _wordWidth);
        long word = 0;
        for (int t = 0; t < tiles.Count; t++)
        {
            int firstN = t * configuration.NTile;
            int channels = Math.Min(configuration.NTile, weights.Columns - firstN);
            for (int i = 0; i < tiles[t].Blocks; i++, word += tiles[t].Steps)
            {
                int firstK = tiles[t].BlockAt(i) * _block;
                for (int n = 0; n < channels; n++)
                    PackBlock(bits, (word * _wordWidth) + ((long)n * _columnWidth), tiles[t].Steps, firstK, firstN + n);
            }
        }

        return bits;
    }

    private void PackBlock(PackedBits bits, long offset, int steps, int firstK, int n)
    {
        int rank = 0;
        for (int position = 0; position < Math.Min(_block, weights.Rows - firstK); position++)
        {
            int weight = weights[firstK + position, n];
            if (weight == 0)
                continue;
            int slot = _coding.Slot(rank, position);
            bits.Set(offset + ((long)(slot / _lanes) * _wordWidth) + (slot % _lanes * _weightBits), _weightBits, (uint)weight);
            _positions[rank++] = position;
        }

        for (int step = 0; step < steps; step++)
            _coding.Write(bits, offset + ((long)step * _wordWidth) + (_lanes * _weightBits), _positions.AsSpan(0, rank), step);
    }
}
