using HwGen.Core.IO;
using HwGen.Pruner.Graph;
using HwGen.Pruner.Quantization;

namespace HwGen.Pruner.Pruning;

/// <summary>Prunes a network layer by layer, in order, so that each layer sees the inputs that the pruned layers before it give.</summary>
/// <remarks>The unpruned and the pruned network run side by side over all calibration samples.</remarks>
public sealed class NetworkSolver(LayerSolver solver)
{
    /// <param name="network">float network</param>
    /// <param name="samples">batch x input shape; as many are used as memory allows</param>
    /// <param name="progress">told each layer's name before it is solved</param>
    /// <returns>the network with the real values of the quantized weights, and the solution of each layer by name</returns>
    public (NetworkGraph Pruned, IReadOnlyDictionary<string, LayerSolution> Solutions) Solve(NetworkGraph network, Tensor<float> samples, Action<string>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        var solutions = new Dictionary<string, LayerSolution>(StringComparer.Ordinal);
        var replacements = new Dictionary<string, Operation>(StringComparer.Ordinal);
        var dense = new Dictionary<string, Tensor<float>>(StringComparer.Ordinal) { [network.Input] = Activations.Fitting(network, samples, networks: 2) };
        var pruned = new Dictionary<string, Tensor<float>>(dense, StringComparer.Ordinal);
        foreach (var operation in network.Operations)
        {
            var replacement = operation;
            if (operation is GemmOperation gemm)
            {
                progress?.Invoke(gemm.Name);
                var sampler = new LayerSampler(network, dense, pruned);
                var solution = solver.NeedsSamples(gemm, sampler.IsSettled(gemm)) ? solver.Solve(gemm, sampler.Take(gemm)) : solver.Round(gemm);
                solutions[gemm.Name] = solution;
                replacement = replacements[gemm.Name] = Replace(gemm, solution);
            }

            dense[operation.Output] = Activations.Evaluate(operation, dense);
            pruned[operation.Output] = Activations.Evaluate(replacement, pruned);
            Activations.Forget(network, operation, dense, pruned);
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
