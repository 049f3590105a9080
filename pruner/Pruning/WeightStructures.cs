using HwGen.Core.Configuration;
using HwGen.Core.Sparsity;

namespace HwGen.Pruner.Pruning;

/// <summary>The structure that a configuration asks for.</summary>
public static class WeightStructures
{
    /// <param name="configuration">scheme, kept, block, N-tile</param>
    /// <param name="kept">other numbers of weights to keep of a block, one for all N-tiles or one for each; null for the configuration's</param>
    /// <param name="hasKernelBlocks">false if blocks are no kernels: then patterns mean nothing, and N:M takes their place</param>
    public static IWeightStructure For(ArrayConfiguration configuration, IReadOnlyList<int>? kept = null, bool hasKernelBlocks = true)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return SparsityScheme.For(configuration) switch
        {
            NmScheme nm => TwoLevels(configuration, Fine(configuration, kept ?? [nm.Kept])),
            PatternScheme pattern when hasKernelBlocks => TwoLevels(configuration, new PatternStructure(kept?[0] ?? pattern.Kept, pattern.Block, pattern.Patterns)),
            PatternScheme pattern => TwoLevels(configuration, Fine(configuration, kept ?? [pattern.Kept])),
            BlockScheme block => new BlockStructure(block.Block, configuration.NTile, block.BlockPercent),
            PivotScheme pivot => new BlockStructure(pivot.Block, configuration.NTile, pivot.BlockPercent) { IsPivoted = true },
            ColumnScheme column => new BlockStructure(1, configuration.NTile, column.BlockPercent),
            _ => new DenseStructure(),
        };
    }

    private static IWeightStructure TwoLevels(ArrayConfiguration configuration, IWeightStructure fine) =>
        configuration.BlockPercent < 100
            ? new HierarchicalStructure(new BlockStructure(configuration.Block, configuration.NTile, configuration.BlockPercent), fine)
            : fine.IsDense ? new DenseStructure() : fine;

    private static IWeightStructure Fine(ArrayConfiguration configuration, IReadOnlyList<int> kept)
    {
        NmStructure[] tiles = [.. kept.Select(count => new NmStructure(count, configuration.Block))];
        return tiles.Distinct().Count() == 1 ? tiles[0] : new TiledStructure(tiles, configuration.NTile);
    }
}
