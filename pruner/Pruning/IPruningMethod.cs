using HwGen.Core.IO;

namespace HwGen.Pruner.Pruning;

/// <summary>A way to prune a layer. A new method is a new class, listed in <see cref="PruningMethods"/>.</summary>
public interface IPruningMethod
{
    /// <summary>Word on the command line.</summary>
    string Name { get; }

    /// <summary>True if it cannot work without calibration samples.</summary>
    bool NeedsStatistics { get; }

    /// <returns>pruned weights K x N, exactly 0 where nothing is kept</returns>
    Tensor<double> Prune(LayerProblem problem);
}
