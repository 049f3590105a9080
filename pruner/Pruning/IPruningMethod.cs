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

    /// <summary>True if it can follow a problem that moves a little.</summary>
    bool Improves => false;

    /// <summary>Weights for a problem that differs a little from the one that <paramref name="pruned"/> was made for.</summary>
    /// <returns>pruned weights K x N</returns>
    Tensor<double> Improve(LayerProblem problem, Tensor<double> pruned) => pruned;
}
