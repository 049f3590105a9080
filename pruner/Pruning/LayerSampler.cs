using HwGen.Core.IO;
using HwGen.Core.Network;
using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Pruning;

/// <summary>Takes the samples of a layer out of the activations of the unpruned and the pruned network.</summary>
/// <param name="network">whose layers are sampled</param>
public sealed class LayerSampler(NetworkGraph network)
{
    private const int PlacesPerSample = 96;

    // Half a gigabyte of inputs and outputs.
    private const long MostNumbers = 1L << 27;

    // What is wanted, what it is beside, what is aimed at and what is given.
    private const int MatricesOfOutputs = 4;

    private readonly IReadOnlyDictionary<string, int[]> _shapes = network.Shapes();

    /// <summary>True if the layer gives what it should as it is.</summary>
    /// <param name="layer">of the network</param>
    /// <param name="walk">that stands in front of it</param>
    public bool IsSettled(GemmOperation layer, SampleWalk walk)
    {
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(walk);
        return !walk.IsChanged(layer.Inputs[0]) && (Sum(layer) is not { } sum || !walk.IsChanged(sum.Name));
    }

    /// <param name="layer">of the network</param>
    /// <param name="walk">that stands in front of it</param>
    public LayerSamples Take(GemmOperation layer, SampleWalk walk)
    {
        ArgumentNullException.ThrowIfNull(walk);
        return Take(layer, walk.Count, walk.Batches());
    }

    /// <param name="layer">of the network</param>
    /// <param name="samples">how many there are</param>
    /// <param name="batches">all of them, in order</param>
    public LayerSamples Take(GemmOperation layer, int samples, IEnumerable<SampleBatch> batches)
    {
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(batches);
        var sum = Sum(layer);
        var input = _shapes[layer.Inputs[0]];
        var places = layer.RowsPerSample(input);
        var taken = (int)Math.Clamp(MostNumbers / (samples * (layer.K + ((long)MatricesOfOutputs * layer.N))), 1, Math.Min(places, PlacesPerSample));
        var rows = new Tensor<float>(samples * taken, layer.K);
        var wanted = new Tensor<float>(samples * taken, layer.N);
        var beside = sum is null ? null : new Tensor<float>(samples * taken, layer.N);
        var most = BatchSize.For(Math.Max(input.Aggregate(1L, (count, d) => count * d), Math.Max((long)taken * layer.K, (long)places * layer.N)));
        var picks = Pick(samples, places, taken, most);
        foreach (var batch in batches)
        {
            for (var start = 0; start < batch.Count; start += most)
            {
                var (count, first) = (Math.Min(most, batch.Count - start), (batch.Start + start) * taken);
                var picked = picks.AsSpan(first, count * taken).ToArray();
                for (var i = 0; i < picked.Length; i++)
                    picked[i] += i / taken * places;
                Tensor<float> Part(Tensor<float> all) => start == 0 && count == batch.Count ? all : all.Slice(start, count);
                Tensor<float> Picked(Tensor<float> all) => GemmOperation.Select(layer.OutputRows(Part(all)), picked);
                var (denseInput, prunedInput) = (batch.Dense[layer.Inputs[0]], batch.Pruned[layer.Inputs[0]]);
                var prunedRows = layer.Rows(Part(prunedInput), picked);
                var outputs = layer.Sums(denseInput == prunedInput ? prunedRows : layer.Rows(Part(denseInput), picked));
                if (sum is { } other)
                {
                    Picked(batch.Pruned[other.Name]).Values.CopyTo(beside!.Values, first * layer.N);
                    Add(outputs, Picked(batch.Dense[other.Name]));
                }

                prunedRows.Values.CopyTo(rows.Values, first * layer.K);
                outputs.Values.CopyTo(wanted.Values, first * layer.N);
            }
        }

        ActivationLimit.Require($"inputs of layer '{layer.Name}'", rows.Values);
        ActivationLimit.Require($"outputs of layer '{layer.Name}'", wanted.Values);
        return new LayerSamples(rows, wanted, beside, sum?.Bounds ?? layer.Bounds);
    }

    // The other summand, if nothing but an addition reads the layer and that summand is known already: the layer can then make up for its errors.
    private (string Name, Bounds Bounds)? Sum(GemmOperation layer)
    {
        if (!layer.Bounds.AreNone || network.ReadersOf(layer.Output) != 1)
            return null;
        return network.Operations.FirstOrDefault(o => o.Inputs.Contains(layer.Output)) is Addition addition
            && addition.Inputs.First(i => i != layer.Output) is var other
            && (other == network.Input || network.Operations.TakeWhile(o => o.Name != layer.Name).Any(o => o.Output == other))
            && _shapes[layer.Output].AsSpan().SequenceEqual(_shapes[other])
            ? (other, addition.Bounds)
            : null;
    }

    // Neighbouring places of an image say nearly the same; some of each sample are enough, the same in both networks.
    private static int[] Pick(int samples, int places, int taken, int most)
    {
        var picked = new int[samples * taken];
        for (var start = 0; start < samples; start += most)
        {
            var random = new Random(start);
            var all = Enumerable.Range(0, places).ToArray();
            for (var sample = start; sample < Math.Min(samples, start + most); sample++)
            {
                if (taken < places)
                    random.Shuffle(all);
                Array.Copy(all, 0, picked, sample * taken, taken);
            }
        }

        return picked;
    }

    private static void Add(Tensor<float> sum, Tensor<float> other)
    {
        for (var i = 0; i < sum.Count; i++)
            sum.Values[i] += other.Values[i];
    }
}
