namespace HwGen.Pruner.Pruning;

/// <summary>Finds the support of one block that explains most of a right-hand side.</summary>
/// <param name="First">first k of the block</param>
/// <param name="Length">weights of the block; the last one may be shorter</param>
internal abstract record BlockSearch(int First, int Length)
{
    /// <summary>One search for each block.</summary>
    public static IReadOnlyList<BlockSearch> Of(IBlockSupports structure, double[] gram, int k)
    {
        var searches = new BlockSearch[(k + structure.Block - 1) / structure.Block];
        Parallel.For(0, searches.Length, g =>
        {
            var first = g * structure.Block;
            var length = Math.Min(structure.Block, k - first);
            searches[g] = structure.Of(length) is { } supports
                ? SupportTable.Of(gram, k, (first, length), supports)
                : GreedySearch.Of(gram, k, (first, length), Math.Min(structure.Kept, length));
        });
        return searches;
    }

    /// <summary>The best values found [Length], 0 off the support.</summary>
    /// <param name="right">right-hand side [Length]</param>
    /// <param name="current">values that the block has now; what is found is no worse</param>
    public abstract double[] Best(double[] right, ReadOnlySpan<double> current);
}
