using HwGen.Core.Configuration;
using HwGen.Core.Sparsity;

namespace HwGen.Pruner.Pruning;

/// <summary>The structure that a configuration asks for.</summary>
public static class WeightStructures
{
    /// <param name="configuration">scheme, kept, block, N-tile</param>
    /// <param name="kept">other number of weights to keep of a block; null for the configuration's</param>
    public static IWeightStructure For(ArrayConfiguration configuration, int? kept = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return SparsityScheme.For(configuration) switch
        {
            NmScheme nm => Nm(configuration, kept ?? nm.Kept),
            BlockScheme block => new BlockStructure(block.Block, configuration.NTile, block.BlockPercent),
            ColumnScheme column => new BlockStructure(1, configuration.NTile, column.BlockPercent),
            _ => new DenseStructure(),
        };
    }

    private static IWeightStructure Nm(ArrayConfiguration configuration, int kept) =>
        configuration.BlockPercent < 100
            ? new HierarchicalStructure(new BlockStructure(configuration.Block, configuration.NTile, configuration.BlockPercent), new NmStructure(kept, configuration.Block))
            : kept >= configuration.Block ? new DenseStructure() : new NmStructure(kept, configuration.Block);
}
