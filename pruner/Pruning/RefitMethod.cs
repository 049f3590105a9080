using HwGen.Core.IO;

namespace HwGen.Pruner.Pruning;

/// <summary>The largest weights stay and take the values that make up best for those that go: exact least squares.</summary>
public sealed class RefitMethod : IPruningMethod
{
    public string Name => "refit";

    public bool NeedsStatistics => true;

    public bool Improves => true;

    public Tensor<double> Prune(LayerProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return LeastSquares.Refit(problem, new MagnitudeMethod().Prune(problem));
    }

    public Tensor<double> Improve(LayerProblem problem, Tensor<double> pruned) => LeastSquares.Refit(problem, pruned);
}
