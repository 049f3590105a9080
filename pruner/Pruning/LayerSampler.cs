using HwGen.Core.IO;
using HwGen.Core.Network;
using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Pruning;

/// <summary>Takes the samples of a layer out of the activations of the unpruned and the pruned network.</summary>
/// <param name="network">whose layers are sampled</param>
/// <param name="dense">activations of the unpruned network by name</param>
/// <param name="pruned">of the network as pruned so far; those that nothing pruned comes before may be the same tensors</param>
internal sealed class LayerSampler(NetworkGraph network, IReadOnlyDictionary<string, Tensor<float>> dense, IReadOnlyDictionary<string, Tensor<float>> pruned)
{
    private const int PlacesPerSample = 96;

    // Half a gigabyte of inputs.
    private const long MostNumbers = 1L << 27;

    /// <summary>True if the layer gives what it should as it is.</summary>
    public bool IsSettled(GemmOperation layer) => dense[layer.Inputs[0]] == pruned[layer.Inputs[0]] && Sum(layer) is null;

    public LayerSamples Take(GemmOperation layer)
    {
        var sum = Sum(layer);
        var samples = dense[layer.Inputs[0]].Shape[0];
        var places = layer.RowsPerSample(dense[layer.Inputs[0]].Shape[1..]);
        var taken = (int)Math.Clamp(MostNumbers / ((long)samples * layer.K), 1, Math.Min(places, PlacesPerSample));
        var rows = new Tensor<float>(samples * taken, layer.K);
        var wanted = new Tensor<float>(samples * taken, layer.N);
        var beside = sum is null ? null : new Tensor<float>(samples * taken, layer.N);
        var most = BatchSize.For(Math.Max(dense[layer.Inputs[0]].Stride, Math.Max((long)taken * layer.K, (long)places * layer.N)));
        for (var start = 0; start < samples; start += most)
        {
            var count = Math.Min(most, samples - start);
            var picked = Pick(count, places, taken, start);
            Tensor<float> Picked(Tensor<float> all) => GemmOperation.Select(all, picked);
            var prunedRows = layer.Rows(pruned[layer.Inputs[0]].Slice(start, count), picked);
            var denseRows = dense[layer.Inputs[0]] == pruned[layer.Inputs[0]] ? prunedRows : layer.Rows(dense[layer.Inputs[0]].Slice(start, count), picked);
            var outputs = layer.Sums(denseRows);
            if (sum is { } other)
            {
                Picked(layer.OutputRows(pruned[other.Name].Slice(start, count))).Values.CopyTo(beside!.Values, start * taken * layer.N);
                Add(outputs, Picked(layer.OutputRows(dense[other.Name].Slice(start, count))));
            }

            prunedRows.Values.CopyTo(rows.Values, start * taken * layer.K);
            outputs.Values.CopyTo(wanted.Values, start * taken * layer.N);
        }

        return new LayerSamples(rows, wanted, beside, sum?.Bounds ?? layer.Bounds);
    }

    // The other summand, if nothing but an addition reads the layer and that summand is known already: the layer can then make up for its errors.
    private (string Name, Bounds Bounds)? Sum(GemmOperation layer)
    {
        if (!layer.Bounds.AreNone || network.ReadersOf(layer.Output) != 1)
            return null;
        return network.Operations.FirstOrDefault(o => o.Inputs.Contains(layer.Output)) is Addition addition
            && addition.Inputs.First(i => i != layer.Output) is var other && dense.TryGetValue(other, out var beside) && pruned.ContainsKey(other)
            && layer.InferShape([dense[layer.Inputs[0]].Shape[1..]]).AsSpan().SequenceEqual(beside.Shape.AsSpan(1))
            ? (other, addition.Bounds)
            : null;
    }

    // Neighbouring places of an image say nearly the same; some of each sample are enough, the same in both networks.
    private static int[] Pick(int samples, int places, int taken, int seed)
    {
        var random = new Random(seed);
        var all = Enumerable.Range(0, places).ToArray();
        var picked = new int[samples * taken];
        for (var sample = 0; sample < samples; sample++)
        {
            if (taken < places)
                random.Shuffle(all);
            for (var i = 0; i < taken; i++)
                picked[(sample * taken) + i] = (sample * places) + all[i];
        }

        return picked;
    }

    private static void Add(Tensor<float> sum, Tensor<float> other)
    {
        for (var i = 0; i < sum.Count; i++)
            sum.Values[i] += other.Values[i];
    }
}
