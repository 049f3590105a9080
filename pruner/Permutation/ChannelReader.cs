using HwGen.Core.IO;
using HwGen.Pruner.Graph.Channels;
using HwGen.Pruner.Pruning;

namespace HwGen.Pruner.Permutation;

/// <summary>A layer to be pruned N:M that reads channels whose order is sought.</summary>
/// <param name="Name">of the layer</param>
/// <param name="Labels">channel of each k</param>
/// <param name="Scores">K x N, what each weight is worth, 0 or more, comparable between layers</param>
/// <param name="Structure">what is kept</param>
public sealed record ChannelReader(string Name, int[] Labels, Tensor<float> Scores, NmStructure Structure)
{
    /// <summary>For each channel of a set the k that read it, in order; null if the set is not read, or if a block holds one channel twice.</summary>
    public int[][]? PlacesOf(ChannelSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        var places = new List<int>[set.Count];
        for (var i = 0; i < places.Length; i++)
            places[i] = [];
        for (var k = 0; k < Labels.Length; k++)
            if (set.Contains(Labels[k]))
                places[Labels[k] - set.First].Add(k);
        return places[0].Count > 0 && places.All(p => p.Select(k => k / Structure.Block).Distinct().Count() == p.Count)
            ? [.. places.Select(p => p.ToArray())]
            : null;
    }

    /// <summary>The scores with the k in another order; the labels stay in their places.</summary>
    /// <param name="rows">for each k the one that takes its place</param>
    public ChannelReader Ordered(int[] rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var n = Scores.Shape[1];
        var scores = new Tensor<float>(Scores.Shape);
        for (var k = 0; k < rows.Length; k++)
            Array.Copy(Scores.Values, rows[k] * n, scores.Values, k * n, n);
        return this with { Scores = scores };
    }

    /// <summary>What is kept of all there is, 0 to 1, with the k in another order.</summary>
    /// <param name="rows">for each k the one that takes its place</param>
    public double Kept(int[] rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var scores = new Tensor<double>(Array.ConvertAll(Ordered(rows).Scores.Values, score => (double)score), Scores.Shape);
        var keep = Structure.Choose(scores);
        var (kept, all) = (0.0, 0.0);
        for (var i = 0; i < scores.Count; i++)
            (kept, all) = (kept + (keep[i] ? scores.Values[i] : 0), all + scores.Values[i]);
        return all > 0 ? kept / all : 1;
    }
}
