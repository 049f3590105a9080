using HwGen.Core.IO;
using HwGen.Pruner.Graph;
using HwGen.Pruner.Graph.Channels;
using HwGen.Pruner.Numerics;
using HwGen.Pruner.Pruning;

namespace HwGen.Pruner.Permutation;

/// <summary>Finds the order of a network's channels in which the blocks that stay hold most of what its weights are worth.</summary>
/// <remarks>In turn: the best blocks of each N-tile for the order that there is; then, set by set, the best order for these blocks, a linear
/// assignment of channels to places, in which a channel counts in all layers that read it and in all that give it. Both only gain. It ends where
/// nothing changes. It starts from the order of the file, from like channels gathered (<see cref="ChannelGathering"/>), then from a random order
/// and from the best one with some channels exchanged in turn; the best end is taken. Source: Sredojevic et al., arXiv:1712.01084; Ji et al., TETRIS,
/// NeurIPS 2018.</remarks>
/// <param name="structureOf">what is kept of a layer</param>
/// <param name="needsStatistics">true if the method makes up for what it removes</param>
public sealed class PivotPermutation(Func<GemmOperation, IWeightStructure> structureOf, bool needsStatistics)
{
    private const int Seed = 1;

    // Beside the gathered one.
    private const int MostStarts = 20;

    private const int MostRounds = 20;

    // Of all starts: some seconds.
    private const double MostSteps = 5e9;

    // Exchanges in a set that disturb the best order found.
    private const int Disturbance = 3;

    private const double LeastGain = 1e-9;

    /// <inheritdoc cref="ChannelPermutation.Find"/>
    public (ChannelOrder Order, IReadOnlyList<ChannelGain> Gains) Find(NetworkGraph network, Tensor<float> samples)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(samples);
        var trace = ChannelTrace.Of(network);
        var unchanged = ChannelOrder.Unchanged(trace);
        var structures = network.Gemms.ToDictionary(layer => layer.Name, layer => structureOf(layer) as BlockStructure, StringComparer.Ordinal);
        bool IsMeant(GemmOperation layer) => structures[layer.Name] is { IsDense: false };
        if (trace.Sets.Count == 0 || !network.Gemms.Any(IsMeant))
            return (unchanged, []);
        var worths = LayerWorths.Of(network, needsStatistics ? samples : null, IsMeant);
        PivotLayer[] layers = [.. network.Gemms.Where(IsMeant).Select(layer => new PivotLayer(layer.Name, trace.Layers[layer.Name], Scores(layer, worths[layer.Name]), structures[layer.Name]!))];
        var order = Best(trace.Sets, unchanged, layers);
        return (order, [.. layers.Where(layer => layer.All > 0).Select(layer => new ChannelGain(layer.Name, layer.Kept(unchanged) / layer.All, layer.Kept(order) / layer.All))]);
    }

    private static ChannelOrder Best(IReadOnlyList<ChannelSet> sets, ChannelOrder unchanged, PivotLayer[] layers)
    {
        var random = new Random(Seed);
        var (best, bestKept) = (unchanged, double.NegativeInfinity);
        var steps = sets.Sum(set => Math.Pow(set.Count, 3) + layers.Where(layer => layer.Touches(set)).Sum(layer => 10.0 * layer.Scores.Count));
        var starts = (int)Math.Clamp(MostSteps / (MostRounds * steps), 1, MostStarts);
        for (var start = 0; start <= starts; start++)
        {
            var from = start == 0 ? unchanged
                : start == 1 ? Gathered(sets, unchanged, layers)
                : start % 2 == 0 ? Disturbed(sets, best, random)
                : Shuffled(sets, unchanged, random);
            var (order, kept) = Improve(sets, from, layers);
            if (kept > bestKept)
                (best, bestKept) = (order, kept);
        }

        return best;
    }

    private static (ChannelOrder Order, double Kept) Improve(IReadOnlyList<ChannelSet> sets, ChannelOrder order, PivotLayer[] layers)
    {
        var kept = layers.Sum(layer => layer.Kept(order));
        for (var round = 0; round < MostRounds; round++)
        {
            var before = kept;
            foreach (var set in sets)
            {
                PivotLayer[] touched = [.. layers.Where(layer => layer.Touches(set))];
                var next = Assigned(set, order, touched);
                var gain = touched.Sum(layer => layer.Kept(next)) - touched.Sum(layer => layer.Kept(order));
                if (gain > 0)
                    (order, kept) = (next, kept + gain);
            }

            if (kept <= before * (1 + LeastGain))
                break;
        }

        return (order, kept);
    }

    private static ChannelOrder Assigned(ChannelSet set, ChannelOrder order, PivotLayer[] layers)
    {
        var worths = new double[set.Count * set.Count];
        foreach (var layer in layers)
            layer.AddWorths(order, set, worths);
        return order.With(set, [.. LinearAssignment.Best(worths, set.Count).Select(from => order.Sources[set.First + from] - set.First)]);
    }

    private static ChannelOrder Gathered(IReadOnlyList<ChannelSet> sets, ChannelOrder order, PivotLayer[] layers)
    {
        foreach (var set in sets)
            if (layers.Where(layer => layer.Touches(set)).ToArray() is { Length: > 0 } touched)
                order = order.With(set, ChannelGathering.Of(set, touched));
        return order;
    }

    private static ChannelOrder Disturbed(IReadOnlyList<ChannelSet> sets, ChannelOrder order, Random random)
    {
        foreach (var set in sets)
        {
            int[] places = [.. order.Sources.Skip(set.First).Take(set.Count).Select(source => source - set.First)];
            for (var i = 0; i < Disturbance; i++)
            {
                var (first, second) = (random.Next(set.Count), random.Next(set.Count));
                (places[first], places[second]) = (places[second], places[first]);
            }

            order = order.With(set, places);
        }

        return order;
    }

    private static ChannelOrder Shuffled(IReadOnlyList<ChannelSet> sets, ChannelOrder order, Random random)
    {
        foreach (var set in sets)
        {
            int[] places = [.. Enumerable.Range(0, set.Count)];
            random.Shuffle(places);
            order = order.With(set, places);
        }

        return order;
    }

    private static Tensor<double> Scores(GemmOperation layer, double[] worths) =>
        new([.. layer.Weights.Values.Select((weight, i) => worths[i / layer.N] * weight * weight)], layer.K, layer.N);
}
