using HwGen.Core.IO;

namespace HwGen.Pruner.Pruning;

/// <summary>Two levels: whole blocks stay or go for the output channels of an N-tile together, and in those that stay, N:M or patterns.</summary>
/// <param name="Coarse">blocks of the same length as those of <paramref name="Fine"/></param>
/// <param name="Fine">weights that stay in a block that stays: N:M or patterns</param>
public sealed record HierarchicalStructure(BlockStructure Coarse, IWeightStructure Fine) : IWeightStructure
{
    public string Name => $"{Fine.Name} in {Coarse.Percent}%";

    public bool IsDense => Coarse.IsDense && Fine.IsDense;

    public int ColumnsTogether => Math.Max(Coarse.ColumnsTogether, Fine.ColumnsTogether);

    public NmStructure? Typical => Fine.Typical;

    public IBlockSupports? FineOf(int column) => Fine.FineOf(column);

    public IWeightStructure Settle(Tensor<double> weights) => this with { Fine = Fine.Settle(weights) };

    /// <summary>Blocks are judged by what the second level leaves of them.</summary>
    public bool[] Choose(Tensor<double> scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        var fine = Fine.Choose(scores);
        var coarse = Coarse.Choose(new Tensor<double>([.. scores.Values.Select((score, i) => fine[i] ? score : 0)], scores.Shape));
        return [.. fine.Select((keep, i) => keep && coarse[i])];
    }
}
