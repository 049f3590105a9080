using HwGen.Core.IO;

namespace HwGen.Pruner.Graph.Channels;

/// <summary>A network's channels in another order, inside the network alone: it computes the same.</summary>
/// <param name="Trace">of the network; reordering does not change it</param>
/// <param name="Sources">by label: the label of the channel that takes its place; itself where nothing moves</param>
public sealed record ChannelOrder(ChannelTrace Trace, int[] Sources)
{
    /// <summary>Nothing moves.</summary>
    public static ChannelOrder Unchanged(ChannelTrace trace)
    {
        ArgumentNullException.ThrowIfNull(trace);
        return new(trace, [.. Enumerable.Range(0, trace.Sets.Select(s => s.First + s.Count).DefaultIfEmpty(1).Max())]);
    }

    /// <summary>The same with one set in another order.</summary>
    /// <param name="set">its channels are in the order of the file so far</param>
    /// <param name="places">for each place the channel that stands there</param>
    public ChannelOrder With(ChannelSet set, int[] places)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(places);
        int[] sources = [.. Sources];
        for (var place = 0; place < set.Count; place++)
            sources[set.First + place] = set.First + places[place];
        return this with { Sources = sources };
    }

    /// <summary>The order that undoes this one.</summary>
    public ChannelOrder Inverse()
    {
        var inverse = new int[Sources.Length];
        for (var label = 0; label < inverse.Length; label++)
            inverse[Sources[label]] = label;
        return this with { Sources = inverse };
    }

    /// <summary>The network with every layer's weights in this order.</summary>
    public NetworkGraph Apply(NetworkGraph network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return network.With(network.Gemms.ToDictionary(l => l.Name, l => (Operation)Apply(l), StringComparer.Ordinal));
    }

    /// <summary>For each k of a layer, the k of the unordered layer that takes its place.</summary>
    public int[] RowsOf(string layer) => Places(Trace.Layers[layer].K);

    /// <summary>For each output channel of a layer, the channel of the unordered layer that takes its place.</summary>
    public int[] ColumnsOf(string layer) => Places(Trace.Layers[layer].N);

    /// <summary>A matrix of a layer's size [K * N] in this order.</summary>
    public T[] Arrange<T>(string layer, T[] matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        var (rows, columns) = (RowsOf(layer), ColumnsOf(layer));
        var arranged = new T[matrix.Length];
        for (var i = 0; i < rows.Length; i++)
            for (var j = 0; j < columns.Length; j++)
                arranged[(i * columns.Length) + j] = matrix[(rows[i] * columns.Length) + columns[j]];
        return arranged;
    }

    private GemmOperation Apply(GemmOperation layer)
    {
        var columns = ColumnsOf(layer.Name);
        return layer with
        {
            Weights = new Tensor<float>(Arrange(layer.Name, layer.Weights.Values), layer.Weights.Shape),
            Bias = Array.ConvertAll(columns, n => layer.Bias[n]),
            WeightScales = layer.WeightScales is { } scales ? Array.ConvertAll(columns, n => scales[n]) : null,
            Origin = layer.Origin is { } origin ? origin with { Scale = Array.ConvertAll(columns, n => origin.Scale[n]), Shift = Array.ConvertAll(columns, n => origin.Shift[n]) } : null,
        };
    }

    // A label that stands in several places takes those of its source one by one.
    private int[] Places(int[] labels)
    {
        var places = Enumerable.Range(0, labels.Length).GroupBy(p => labels[p]).ToDictionary(group => group.Key, group => group.ToArray());
        var seen = new Dictionary<int, int>();
        var sources = new int[labels.Length];
        for (var place = 0; place < labels.Length; place++)
        {
            var time = seen[labels[place]] = seen.GetValueOrDefault(labels[place], -1) + 1;
            sources[place] = places[Sources[labels[place]]][time];
        }

        return sources;
    }
}
