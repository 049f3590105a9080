using HwGen.Core.Errors;
using HwGen.Pruner.Graph;
using HwGen.Pruner.Graph.Channels;

namespace HwGen.Pruner.Onnx;

/// <summary>The order of channels as it goes with masks: for each pruned tensor, which input channel of the file the array reads at each place.</summary>
internal static class ChannelOrderFile
{
    /// <summary>Behind the name of a tensor: the order of its input channels.</summary>
    public const string Suffix = ".order";

    /// <param name="network">in the order of its file</param>
    /// <param name="order">what the array gets</param>
    /// <param name="layers">that are masked</param>
    /// <returns>by tensor, [input channels], only those that move</returns>
    public static IReadOnlyDictionary<string, int[]> Of(NetworkGraph network, ChannelOrder order, IEnumerable<GemmOperation> layers) =>
        (from layer in layers
         let channels = Channels(layer, order)
         where channels.Where((channel, place) => channel != place).Any()
         select (Name: PrunedModel.WeightName(network, layer)!, Channels: channels)).ToDictionary(o => o.Name, o => o.Channels, StringComparer.Ordinal);

    /// <summary>The order of a whole network from those of its tensors.</summary>
    /// <param name="network">in the order of its file</param>
    /// <param name="orders">by tensor</param>
    /// <param name="source">how messages name the file</param>
    /// <exception cref="InputException">an order that the network's channels cannot take</exception>
    public static ChannelOrder Read(NetworkGraph network, IReadOnlyDictionary<string, int[]> orders, string source)
    {
        var trace = ChannelTrace.Of(network);
        var order = ChannelOrder.Unchanged(trace);
        var read = network.Gemms.Where(l => PrunedModel.WeightName(network, l) is { } name && orders.ContainsKey(name))
            .Select(l => (Layer: l, Order: orders[PrunedModel.WeightName(network, l)!])).ToArray();
        foreach (var (layer, channels) in read.Where(r => r.Order.Order().SequenceEqual(Enumerable.Range(0, Channels(r.Layer, order).Length))))
            foreach (var set in trace.Sets)
            {
                var labels = trace.Layers[layer.Name].K;
                var places = Enumerable.Range(0, channels.Length).Where(p => set.Contains(labels[p])).GroupBy(p => labels[p]).OrderBy(g => g.Key).Select(g => labels[channels[g.First()]]).ToArray();
                if (places.Length == set.Count && places.All(set.Contains) && places.Distinct().Count() == places.Length)
                    order = order.With(set, [.. places.Select(label => label - set.First)]);
            }

        InputError[] errors = [.. from r in read where !r.Order.SequenceEqual(Channels(r.Layer, order)) select new InputError(
            $"{source}[{PrunedModel.WeightName(network, r.Layer)}{Suffix}]", "the network's channels cannot take this order, must be as an earlier run wrote it")];
        return errors.Length == 0 ? order : throw new InputException(errors);
    }

    // The first tap stands for all.
    private static int[] Channels(GemmOperation layer, ChannelOrder order) => order.RowsOf(layer.Name)[..(layer is Convolution convolution ? convolution.Channels : layer.K)];
}
