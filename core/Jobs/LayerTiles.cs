using HwGen.Core.Configuration;
using HwGen.Core.Image;

namespace HwGen.Core.Jobs;

/// <summary>The N-tiles of a layer and what a range of its K-blocks needs.</summary>
internal sealed class LayerTiles(ArrayConfiguration configuration, MatrixShape shape, IReadOnlyList<MeasuredTile> tiles)
{
    public int KBlocks => (shape.Rows + configuration.Block - 1) / configuration.Block;

    public int Count => tiles.Count;

    /// <summary>Blocks of a tile within a range, counted from its start.</summary>
    public static IReadOnlyList<int> Blocks(MeasuredTile tile, int first, int length)
    {
        if (tile.IsEmpty)
            return [];
        IEnumerable<int> blocks = tile.Tile.BlockList ?? Enumerable.Range(0, tile.Tile.Blocks);
        return [.. blocks.Where(block => block >= first && block < first + length).Select(block => block - first)];
    }

    /// <summary>What each tile needs for the K-blocks from first on.</summary>
    public IEnumerable<TileNeed> NeedOf(int first, int length) => tiles.Select(tile =>
    {
        IReadOnlyList<int> blocks = Blocks(tile, first, length);
        bool isInOrder = blocks.Count == 0 || blocks[^1] == blocks.Count - 1;
        int steps = blocks.Count == 0 ? configuration.Steps(1) : tile.Tile.Steps;
        return new TileNeed((long)Math.Max(1, blocks.Count) * steps, isInOrder ? 0 : blocks.Count);
    });

    public WeightPart Part(int first, int length, int firstTile, int count)
    {
        int firstK = first * configuration.Block;
        int firstN = firstTile * configuration.NTile;
        return new WeightPart(
            firstK,
            Math.Min(length * configuration.Block, shape.Rows - firstK),
            firstN,
            Math.Min(count * configuration.NTile, shape.Columns - firstN));
    }
}
