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

    /// <summary>The same for one output channel.</summary>
    NmStructure? FineOf(int column) => Typical;

    /// <summary>The set of the largest total score; of equal scores the first stay.</summary>
    /// <param name="scores">K x N, 0 or more</param>
    /// <returns>[K * N], true where the weight stays</returns>
    bool[] Choose(Tensor<double> scores);
}
