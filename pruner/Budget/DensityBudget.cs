using HwGen.Core.Configuration;
using HwGen.Core.Errors;
using HwGen.Core.Image;
using HwGen.Core.IO;
using HwGen.Core.Jobs;
using HwGen.Core.Numerics;
using HwGen.Pruner.Graph;
using HwGen.Pruner.Pruning;
using HwGen.Pruner.Quantization;

namespace HwGen.Pruner.Budget;

/// <summary>Allots kept weights to layers so that the network stays within a budget and its output changes least.</summary>
/// <remarks>Each layer is pruned alone, at every density, with <see cref="SparseGptMethod"/>; what that changes in the network's output
/// adds up well enough over layers. Any uniform density is among the choices, so that the sum is never above that of a uniform density
/// of the same cost.</remarks>
/// <param name="configuration">the array, scheme nm</param>
/// <param name="request">how much of what</param>
public sealed class DensityBudget(ArrayConfiguration configuration, BudgetRequest request)
{
    /// <param name="network">float network</param>
    /// <param name="samples">batch x input shape</param>
    /// <param name="fixedKept">layers whose density is settled</param>
    /// <returns>kept weights of a block for every layer</returns>
    public IReadOnlyDictionary<string, int> Allot(NetworkGraph network, Tensor<float> samples, IReadOnlyDictionary<string, int> fixedKept)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(fixedKept);
        if (configuration.Scheme != SchemeKind.Nm)
            throw new InputException("--budget", $"{configuration.Name} has no densities to choose from, must have sparsity.scheme nm");
        var sensitivity = new OutputSensitivity(network, samples);
        var sampler = new LayerSampler(network, sensitivity.Activations, sensitivity.Activations);
        var layers = new List<IReadOnlyList<LayerChoice>>();
        long dense = 0;
        foreach (var layer in network.Gemms)
        {
            var rows = (long)configuration.MTile * layer.RowsPerSample(sensitivity.Activations[layer.Inputs[0]].Shape[1..]);
            var whole = Choice(layer, new LayerSolver(configuration, Options(layer, configuration.Block)).Round(layer), rows, sensitivity, configuration.Block);
            dense += whole.Cost;
            var taken = new Lazy<LayerSamples>(() => sampler.Take(layer));
            layers.Add([.. Densities(layer, fixedKept).Select(kept => kept == configuration.Block ? whole
                : Choice(layer, new LayerSolver(configuration, Options(layer, kept)).Solve(layer, taken.Value), rows, sensitivity, kept))]);
        }

        var chosen = Allotment.Choose(layers, (long)(request.Share * dense)) ?? throw new InputException(
            "--budget",
            FormattableString.Invariant($"{request}: the fewest {request.Kind.Unit} are {layers.Sum(c => c.Min(x => x.Cost)) / (double)dense:f3} of the dense ones"));
        return network.Gemms.Zip(chosen).ToDictionary(pair => pair.First.Name, pair => pair.Second.Kept);
    }

    // Of the densities that take the same clocks only the fullest is of use.
    private int[] Densities(GemmOperation layer, IReadOnlyDictionary<string, int> fixedKept)
    {
        var block = configuration.Block;
        return fixedKept.TryGetValue(layer.Name, out var settled) ? [settled]
            : layer.IsInGroups ? [block]
            : [.. Enumerable.Range(1, block).Where(n => n == block || configuration.Steps(n + 1) > configuration.Steps(n))];
    }

    private static PruneOptions Options(GemmOperation layer, int kept) =>
        new() { Method = new SparseGptMethod(), KeptOfLayer = new Dictionary<string, int> { [layer.Name] = kept } };

    private LayerChoice Choice(GemmOperation layer, LayerSolution solution, long rows, OutputSensitivity sensitivity, int kept)
    {
        var encoded = LayerEncoder.Encode(configuration, solution.Weights.Integers, new ImageRequest
        {
            Name = $"layer '{layer.Name}'",
            FindBlockLists = true,
            Channels = [.. Enumerable.Repeat(new Requantization(0, 0, 0), layer.N)],
        });
        return new LayerChoice(kept, request.Kind.Cost(encoded.Images, rows), sensitivity.Error(NetworkSolver.Replace(layer, solution)));
    }
}
