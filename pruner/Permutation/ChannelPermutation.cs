using HwGen.Core.IO;
using HwGen.Pruner.Graph;
using HwGen.Pruner.Graph.Channels;
using HwGen.Pruner.Pruning;

namespace HwGen.Pruner.Permutation;

/// <summary>Finds the order of a network's channels in which N:M keeps most of what its weights are worth.</summary>
/// <remarks>A weight is worth what its removal costs when the others make up for it, w^2 / [H^-1]_kk, in shares of the variance of the layer's
/// outputs, so that layers that read the same channels can be weighed against each other. Without samples it is w^2.</remarks>
/// <param name="structureOf">what is kept of a layer</param>
/// <param name="needsStatistics">true if the method makes up for what it removes</param>
public sealed class ChannelPermutation(Func<GemmOperation, IWeightStructure> structureOf, bool needsStatistics)
{
    // The Gram matrix needs few: its diagonal is all that is used.
    private const int MostSamples = 512;

    // Numbers that one table of gains may compare; of wider layers some output channels are enough.
    private const double MostComparisons = 1e9;

    /// <param name="network">float network</param>
    /// <param name="samples">batch x input shape</param>
    /// <returns>the order, and what it keeps of each layer that is pruned N:M</returns>
    public (ChannelOrder Order, IReadOnlyList<ChannelGain> Gains) Find(NetworkGraph network, Tensor<float> samples)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(samples);
        var trace = ChannelTrace.Of(network);
        var order = ChannelOrder.Unchanged(trace);
        if (trace.Sets.Count == 0)
            return (order, []);
        var readers = Readers(network, trace, Activations.Fitting(network, samples.Shape[0] > MostSamples ? samples.Slice(0, MostSamples) : samples, networks: 1));
        foreach (var set in trace.Sets)
        {
            var found = new ChannelSearch(set, readers.Select(r => r.Ordered(order.RowsOf(r.Name)))).Find();
            order = order.With(set, found);
        }

        return (order, [.. readers.Select(r => new ChannelGain(r.Name, r.Kept([.. Enumerable.Range(0, r.Labels.Length)]), r.Kept(order.RowsOf(r.Name))))]);
    }

    private List<ChannelReader> Readers(NetworkGraph network, ChannelTrace trace, Tensor<float> samples)
    {
        var readers = new List<ChannelReader>();
        var activations = new Dictionary<string, Tensor<float>>(StringComparer.Ordinal) { [network.Input] = samples };
        foreach (var operation in network.Operations)
        {
            if (operation is GemmOperation layer && Fine(structureOf(layer)) is { } structure
                && new ChannelReader(layer.Name, trace.Layers[layer.Name].K, new Tensor<float>(layer.K, 0), structure) is var reader
                && trace.Sets.Any(set => reader.PlacesOf(set) is not null))
                readers.Add(reader with { Scores = Scores(layer, new LayerSampler(network, activations, activations)) });
            activations[operation.Output] = Activations.Evaluate(operation, activations);
            Activations.Forget(network, operation, activations);
        }

        return readers;
    }

    private static NmStructure? Fine(IWeightStructure structure) => structure.IsDense ? null : structure.Typical;

    private Tensor<float> Scores(GemmOperation layer, LayerSampler sampler)
    {
        var (k, n) = (layer.K, layer.N);
        var worths = needsStatistics ? Worths(LayerStatistics.Of(sampler.Take(layer)), k) : [.. Enumerable.Repeat(1.0, k)];
        var step = (int)Math.Max(1, Math.Ceiling(k * (double)k * n / MostComparisons));
        var scores = new Tensor<float>(k, (n + step - 1) / step);
        for (var i = 0; i < scores.Count; i++)
        {
            var (row, column) = (i / scores.Shape[1], i % scores.Shape[1] * step);
            var weight = layer.Weights.Values[(row * n) + column];
            scores.Values[i] = (float)(worths[row] * weight * weight);
        }

        return scores;
    }

    // 1 / [H^-1]_kk in shares of the outputs' variance; with H^-1 = U'U that is a sum over a column of U.
    private static double[] Worths(LayerStatistics statistics, int k)
    {
        var gram = statistics.Gram;
        var (damping, variance) = (statistics.Damping, statistics.Aim.Variance.Sum());
        for (var i = 0; i < k; i++)
            gram[(i * k) + i] += damping;
        var factor = TriangularFactor.OfInverse(gram, k);
        var sums = new double[k];
        for (var i = 0; i < factor.Count; i++)
            sums[i % k] += factor.Values[i] * factor.Values[i];
        return Array.ConvertAll(sums, sum => variance > 0 ? 1 / (sum * variance) : 0);
    }
}
