using HwGen.Core.IO;
using HwGen.Pruner.Graph;
using HwGen.Pruner.Graph.Channels;
using HwGen.Pruner.Pruning;

namespace HwGen.Pruner.Permutation;

/// <summary>Finds the order of a network's channels in which N:M keeps most of what its weights are worth.</summary>
/// <remarks>What a weight is worth: <see cref="LayerWorths"/>.</remarks>
/// <param name="structureOf">what is kept of a layer</param>
/// <param name="needsStatistics">true if the method makes up for what it removes</param>
public sealed class ChannelPermutation(Func<GemmOperation, IWeightStructure> structureOf, bool needsStatistics)
{
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
        var readers = Readers(network, trace, samples);
        foreach (var set in trace.Sets)
        {
            var found = new ChannelSearch(set, readers.Select(r => r.Ordered(order.RowsOf(r.Name)))).Find();
            order = order.With(set, found);
        }

        return (order, [.. readers.Select(r => new ChannelGain(r.Name, r.Kept([.. Enumerable.Range(0, r.Labels.Length)]), r.Kept(order.RowsOf(r.Name))))]);
    }

    private List<ChannelReader> Readers(NetworkGraph network, ChannelTrace trace, Tensor<float> samples)
    {
        var readers = new Dictionary<string, ChannelReader>(StringComparer.Ordinal);
        foreach (var layer in network.Gemms)
            if (Fine(structureOf(layer)) is { } structure
                && new ChannelReader(layer.Name, trace.Layers[layer.Name].K, new Tensor<float>(layer.K, 0), structure) is var reader
                && trace.Sets.Any(set => reader.PlacesOf(set) is not null))
                readers[layer.Name] = reader;
        var worths = LayerWorths.Of(network, needsStatistics ? samples : null, layer => readers.ContainsKey(layer.Name));
        return [.. network.Gemms.Where(layer => readers.ContainsKey(layer.Name)).Select(layer => readers[layer.Name] with { Scores = Scores(layer, worths[layer.Name]) })];
    }

    private static NmStructure? Fine(IWeightStructure structure) => structure.IsDense ? null : structure.Typical;

    private static Tensor<float> Scores(GemmOperation layer, double[] worths)
    {
        var (k, n) = (layer.K, layer.N);
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
}
