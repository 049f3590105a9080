using HwGen.Core.Configuration;
using HwGen.Core.Sparsity;

namespace HwGen.Pruner.Pruning;

/// <summary>The structure that a configuration asks for.</summary>
public static class WeightStructures
{
    /// <param name="configuration">scheme, kept, block, N-tile</param>
    /// <param name="kept">other numbers of weights to keep of a block, one for all N-tiles or one for each; null for the configuration's</param>
    public static IWeightStructure For(ArrayConfiguration configuration, IReadOnlyList<int>? kept = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return SparsityScheme.For(configuration) switch
        {
            NmScheme nm => Nm(configuration, kept ?? [nm.Kept]),
            BlockScheme block => new BlockStructure(block.Block, configuration.NTile, block.BlockPercent),
            ColumnScheme column => new BlockStructure(1, configuration.NTile, column.BlockPercent),
            _ => new DenseStructure(),
        };
    }

    private static IWeightStructure Nm(ArrayConfiguration configuration, IReadOnlyList<int> kept)
    {
        var fine = Fine(configuration, kept);
        return configuration.BlockPercent < 100
            ? new HierarchicalStructure(new BlockStructure(configuration.Block, configuration.NTile, configuration.BlockPercent), fine)
            : fine.IsDense ? new DenseStructure() : fine;
    }

    private static IWeightStructure Fine(ArrayConfiguration configuration, IReadOnlyList<int> kept)
    {
        NmStructure[] tiles = [.. kept.Select(count => new NmStructure(count, configuration.Block))];
        return tiles.Distinct().Count() == 1 ? tiles[0] : new TiledStructure(tiles, configuration.NTile);
    }
}
