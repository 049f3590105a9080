using HwGen.Core.Configuration;
using HwGen.Core.Image;
using HwGen.Core.IO;
using HwGen.Pruner.Graph;
using HwGen.Pruner.Pruning;
using HwGen.Pruner.Quantization;

namespace HwGen.Pruner.Budget;

/// <summary>Prunes each layer alone, at every density, and measures what that changes in the network's output.</summary>
/// <remarks>With <see cref="SparseGptMethod"/>, which is fast. What single layers change adds up well enough over layers. What single
/// N-tiles change is measured on fewer samples and scaled to add up to what the layer changes.</remarks>
/// <param name="configuration">the array, scheme nm</param>
/// <param name="settled">layers whose density is settled</param>
public sealed class DensitySurvey(ArrayConfiguration configuration, IReadOnlyDictionary<string, IReadOnlyList<int>> settled)
{
    private const int MostSamples = 512;

    private const int SamplesOfGroups = 128;

    private const int MostGroups = 16;

    /// <param name="network">float network</param>
    /// <param name="samples">batch x input shape</param>
    /// <param name="progress">told each layer's name before it is measured</param>
    public IReadOnlyList<LayerDensities> Measure(NetworkGraph network, Tensor<float> samples, Action<string>? progress)
    {
        var sensitivity = new OutputSensitivity(network, samples, MostSamples);
        var coarse = new OutputSensitivity(network, samples, SamplesOfGroups);
        var sampler = new LayerSampler(network);
        var count = sensitivity.Activations[network.Input].Shape[0];
        SampleBatch[] batch = [new SampleBatch(0, count, sensitivity.Activations, sensitivity.Activations)];
        var layers = new List<LayerDensities>();
        foreach (var layer in network.Gemms)
        {
            progress?.Invoke(layer.Name);
            var taken = new Lazy<LayerSamples>(() => sampler.Take(layer, count, batch));
            IReadOnlyList<int>[] densities = [.. Densities(layer)];
            var tiles = (layer.N + configuration.NTile - 1) / configuration.NTile;
            Range[] groups = [.. Groups(tiles, densities.Length == 1 ? 1 : MostGroups)];
            layers.Add(new LayerDensities(
                layer,
                (long)configuration.MTile * layer.RowsPerSample(sensitivity.Activations[layer.Inputs[0]].Shape[1..]),
                groups,
                [.. densities.Select(kept => Measure(layer, kept, taken, sensitivity, coarse, groups))],
                Tiles(layer, Solver(layer, [configuration.Block]).Round(layer)))
            {
                Settled = densities.Length > 1 ? null : densities[0].Count == tiles ? densities[0] : [.. Enumerable.Repeat(densities[0][0], tiles)],
            });
        }

        return layers;
    }

    // Of the densities that take the same clocks only the fullest is of use.
    private IEnumerable<IReadOnlyList<int>> Densities(GemmOperation layer)
    {
        var block = configuration.Block;
        return settled.TryGetValue(layer.Name, out var kept) ? [kept]
            : layer.IsInGroups || layer.Origin is null ? [[block]]
            : Enumerable.Range(1, block).Where(n => n == block || configuration.Steps(n + 1) > configuration.Steps(n)).Select(n => (IReadOnlyList<int>)[n]);
    }

    private static IEnumerable<Range> Groups(int tiles, int most)
    {
        var count = Math.Min(tiles, most);
        return Enumerable.Range(0, count).Select(i => (i * tiles / count)..((i + 1) * tiles / count));
    }

    private MeasuredDensity Measure(
        GemmOperation layer, IReadOnlyList<int> kept, Lazy<LayerSamples> samples, OutputSensitivity sensitivity, OutputSensitivity coarse, IReadOnlyList<Range> groups)
    {
        var solver = Solver(layer, kept);
        var solution = kept.All(k => k == configuration.Block) ? solver.Round(layer) : solver.Solve(layer, samples.Value);
        var pruned = NetworkSolver.Replace(layer, solution);
        var error = sensitivity.Error(pruned);
        double[] parts = groups.Count < 2 ? [.. groups.Select(_ => 1.0)] : [.. groups.Select(group => coarse.Error(OnlyIn(group, layer, pruned)))];
        var sum = parts.Sum();
        return new MeasuredDensity(kept.Count == 1 ? kept[0] : 0, Tiles(layer, solution), error, [.. parts.Select(part => sum > 0 ? part / sum * error : error / parts.Length)]);
    }

    private LayerSolver Solver(GemmOperation layer, IReadOnlyList<int> kept) =>
        new(configuration, new PruneOptions { Method = new SparseGptMethod(), KeptOfLayer = new Dictionary<string, IReadOnlyList<int>> { [layer.Name] = kept } });

    private IReadOnlyList<MeasuredTile> Tiles(GemmOperation layer, LayerSolution solution) =>
        ImageMeasure.Of(configuration, solution.Weights.Integers, new ImageRequest { Name = $"layer '{layer.Name}'", FindBlockLists = true });

    // The layer with the pruned weights of these N-tiles and its own of all others.
    private GemmOperation OnlyIn(Range tiles, GemmOperation layer, GemmOperation pruned)
    {
        var (weights, bias) = (new Tensor<float>([.. layer.Weights.Values], layer.Weights.Shape), (float[])[.. layer.Bias]);
        var first = tiles.Start.Value * configuration.NTile;
        var count = Math.Min(tiles.End.Value * configuration.NTile, layer.N) - first;
        for (var k = 0; k < layer.K; k++)
            Array.Copy(pruned.Weights.Values, (k * layer.N) + first, weights.Values, (k * layer.N) + first, count);
        Array.Copy(pruned.Bias, first, bias, first, count);
        return layer with { Weights = weights, Bias = bias };
    }
}
