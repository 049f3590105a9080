using HwGen.Core.IO;
using HwGen.Pruner.Graph;
using HwGen.Pruner.Quantization;

namespace HwGen.Pruner.Pruning;

/// <summary>Prunes a network layer by layer, in order, so that each layer sees the inputs that the pruned layers before it give.</summary>
/// <remarks>The unpruned and the pruned network run side by side over all calibration samples.</remarks>
public sealed class NetworkSolver(LayerSolver solver)
{
    /// <summary>Numbers of all samples together that may be kept between two layers.</summary>
    public long MostKept { get; init; } = SampleWalk.MostKept;

    /// <param name="network">float network</param>
    /// <param name="samples">batch x input shape</param>
    /// <param name="progress">told each layer's name before it is solved</param>
    /// <returns>the network with the real values of the quantized weights, and the solution of each layer by name</returns>
    public (NetworkGraph Pruned, IReadOnlyDictionary<string, LayerSolution> Solutions) Solve(NetworkGraph network, Tensor<float> samples, Action<string>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        var solutions = new Dictionary<string, LayerSolution>(StringComparer.Ordinal);
        var replacements = new Dictionary<string, Operation>(StringComparer.Ordinal);
        var (walk, sampler) = (new SampleWalk(network, samples, MostKept), new LayerSampler(network));
        foreach (var operation in network.Operations)
        {
            var replacement = operation;
            if (operation is GemmOperation gemm)
            {
                progress?.Invoke(gemm.Name);
                var solution = solver.NeedsSamples(gemm, sampler.IsSettled(gemm, walk)) ? solver.Solve(gemm, sampler.Take(gemm, walk)) : solver.Round(gemm);
                solutions[gemm.Name] = solution;
                if (!solution.IsUnchanged)
                    replacement = replacements[gemm.Name] = Replace(gemm, solution);
            }

            walk.Pass(replacement);
        }

        return (network.With(replacements), solutions);
    }

    /// <summary>The layer with the real values of its quantized weights.</summary>
    internal static GemmOperation Replace(GemmOperation gemm, LayerSolution solution) => gemm with
    {
        Weights = new Tensor<float>(Array.ConvertAll(solution.Weights.ToReal().Values, w => (float)w), gemm.Weights.Shape),
        Bias = Array.ConvertAll(solution.Bias, b => (float)b),
    };
}
