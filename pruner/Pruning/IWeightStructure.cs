using HwGen.Core.IO;

namespace HwGen.Pruner.Pruning;

/// <summary>Which sets of weights may stay: what the array can leave out.</summary>
public interface IWeightStructure
{
    /// <summary>Name in reports, such as <c>4:8</c>.</summary>
    string Name { get; }

    /// <summary>True where nothing is removed.</summary>
    bool IsDense { get; }

    /// <summary>True if what stays in a block does not depend on other blocks.</summary>
    bool ChoosesBlocksAlone => false;

    /// <summary>Neighbouring output channels that share what is chosen for them.</summary>
    int ColumnsTogether => 1;

    /// <summary>What output channels obey inside blocks that stay, on average over N-tiles; null if that is not N:M.</summary>
    NmStructure? Typical => null;

    /// <summary>What one output channel obeys inside blocks that stay; null if that depends on other blocks.</summary>
    IBlockSupports? FineOf(int column) => Typical;

    /// <summary>The same structure with what it leaves to the weights, such as a layer's patterns, taken from weights that obey it.</summary>
    /// <param name="weights">K x N</param>
    IWeightStructure Settle(Tensor<double> weights) => this;

    /// <summary>The set of the largest total score; of equal scores the first stay.</summary>
    /// <param name="scores">K x N, 0 or more</param>
    /// <returns>[K * N], true where the weight stays</returns>
    bool[] Choose(Tensor<double> scores);
}
