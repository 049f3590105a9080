using HwGen.Core.IO;
using HwGen.Pruner.Graph.Channels;
using HwGen.Pruner.Pruning;

namespace HwGen.Pruner.Permutation;

/// <summary>A layer of which whole blocks go, while the order of the channels that it reads and gives is sought.</summary>
/// <param name="Name">of the layer</param>
/// <param name="Channels">that it reads and gives</param>
/// <param name="Scores">K x N, what each weight is worth, 0 or more, comparable between layers; in the order of the file</param>
/// <param name="Structure">what is kept</param>
internal sealed record PivotLayer(string Name, LayerChannels Channels, Tensor<double> Scores, BlockStructure Structure)
{
    /// <summary>What all weights are worth.</summary>
    public double All => Scores.Values.Sum();

    /// <summary>True if it reads or gives channels of a set.</summary>
    public bool Touches(ChannelSet set) => Channels.K.Any(set.Contains) || Channels.N.Any(set.Contains);

    /// <summary>What stays of it in an order.</summary>
    public double Kept(ChannelOrder order)
    {
        var scores = Arranged(order);
        var keep = Structure.Choose(scores);
        return scores.Values.Where((_, i) => keep[i]).Sum();
    }

    /// <summary>Adds what the channel in each place of a set would keep in each other place, if the same blocks stay and only it moved.</summary>
    /// <param name="order">in which the channels stand</param>
    /// <param name="set">whose channels are to move</param>
    /// <param name="worths">[where it stands * count + where it would stand]</param>
    public void AddWorths(ChannelOrder order, ChannelSet set, double[] worths)
    {
        var (rows, columns) = (PlacesOf(set, Channels.K), PlacesOf(set, Channels.N));
        if (rows is null && columns is null)
            return;
        var scores = Arranged(order);
        var (n, tiles) = (scores.Shape[1], (scores.Shape[1] + Structure.Columns - 1) / Structure.Columns);
        var keep = Structure.Choose(scores);
        bool Stays(int row, int tile) => keep[(row * n) + (tile * Structure.Columns)];
        if (rows is not null)
        {
            var totals = TileTotals(scores, tiles);
            Add(rows, worths, row => row / Structure.Block, (row, place) =>
            {
                var sum = 0.0;
                for (var tile = 0; tile < tiles; tile++)
                    if (Stays(place, tile))
                        sum += totals[(row * tiles) + tile];
                return sum;
            });
        }

        if (columns is not null)
        {
            Add(columns, worths, column => column / Structure.Columns, (column, place) =>
            {
                var sum = 0.0;
                for (var row = 0; row < scores.Shape[0]; row++)
                    if (Stays(row, place / Structure.Columns))
                        sum += scores.Values[(row * n) + column];
                return sum;
            });
        }
    }

    /// <summary>For each channel of a set what the k are worth to it; null if the layer does not give them.</summary>
    public double[][]? GivenProfiles(ChannelSet set) =>
        PlacesOf(set, Channels.N)?.Select(places => places.SelectMany(n => Enumerable.Range(0, Scores.Shape[0]).Select(k => Scores.Values[(k * Scores.Shape[1]) + n])).ToArray()).ToArray();

    /// <summary>For each channel of a set what it is worth to the output channels; null if the layer does not read them.</summary>
    public double[][]? ReadProfiles(ChannelSet set) =>
        PlacesOf(set, Channels.K)?.Select(places => places.SelectMany(k => Scores.Values[(k * Scores.Shape[1])..((k + 1) * Scores.Shape[1])]).ToArray()).ToArray();

    // Places of one block, or of one N-tile, are worth the same.
    private static void Add(int[][] places, double[] worths, Func<int, int> groupOf, Func<int, int, double> worth)
    {
        var count = places.Length;
        int[][] groups = [.. places.Select(p => p.Select(groupOf).ToArray())];
        Parallel.For(0, count, from =>
        {
            var last = 0.0;
            for (var to = 0; to < count; to++)
            {
                if (to == 0 || !groups[to].AsSpan().SequenceEqual(groups[to - 1]))
                    last = places[from].Zip(places[to], worth).Sum();
                worths[(from * count) + to] += last;
            }
        });
    }

    // [K * tiles]
    private double[] TileTotals(Tensor<double> scores, int tiles)
    {
        var n = scores.Shape[1];
        var totals = new double[scores.Shape[0] * tiles];
        for (var i = 0; i < scores.Count; i++)
            totals[(i / n * tiles) + (i % n / Structure.Columns)] += scores.Values[i];
        return totals;
    }

    private Tensor<double> Arranged(ChannelOrder order) => new(order.Arrange(Name, Scores.Values), Scores.Shape);

    // For each channel of the set the k, or n, that hold it, in order; null if none do.
    private static int[][]? PlacesOf(ChannelSet set, int[] labels)
    {
        var places = Enumerable.Range(0, labels.Length).Where(place => set.Contains(labels[place])).ToLookup(place => labels[place] - set.First);
        return places.Count == 0 ? null : [.. Enumerable.Range(0, set.Count).Select(channel => places[channel].ToArray())];
    }
}
