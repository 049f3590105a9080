using HwGen.Core.IO;

namespace HwGen.Pruner.Pruning;

/// <summary>The largest weights stay as they are, the first on a tie.</summary>
/// <remarks>Source: Mishra et al., arXiv:2104.08378 (ASP).</remarks>
public sealed class MagnitudeMethod : IPruningMethod
{
    public string Name => "magnitude";

    public bool NeedsStatistics => false;

    public Tensor<double> Prune(LayerProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var weights = problem.Weights;
        var keep = problem.Structure.Choose(new Tensor<double>(Array.ConvertAll(weights.Values, w => w * w), weights.Shape));
        return new Tensor<double>([.. weights.Values.Select((w, i) => keep[i] ? w : 0)], weights.Shape);
    }
}
