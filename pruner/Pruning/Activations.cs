using HwGen.Core.IO;
using HwGen.Core.Network;
using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Pruning;

/// <summary>Activations of all samples by name, while a network is walked through operation by operation.</summary>
public static class Activations
{
    // A gibibyte, by what one network holds of a sample.
    private const long MostNumbers = 1L << 28;

    /// <summary>How many samples may be walked through networks side by side.</summary>
    public static long MostSamples(NetworkGraph network, int networks) => Math.Max(1, MostNumbers / (networks * network.LiveNumbers()));

    /// <summary>As many samples, from the whole of them at even distances, as memory allows.</summary>
    /// <param name="network">that is walked through</param>
    /// <param name="samples">batch x input shape</param>
    /// <param name="networks">that are walked through side by side</param>
    /// <returns>all of them where their activations fit</returns>
    public static Tensor<float> Fitting(NetworkGraph network, Tensor<float> samples, int networks)
    {
        var count = (int)Math.Min(MostSamples(network, networks), samples.Shape[0]);
        if (count == samples.Shape[0])
            return samples;
        var fitting = new Tensor<float>([count, .. samples.Shape[1..]]);
        for (var i = 0; i < count; i++)
            Array.Copy(samples.Values, (int)((long)i * samples.Shape[0] / count) * samples.Stride, fitting.Values, i * samples.Stride, samples.Stride);
        return fitting;
    }

    /// <summary>The output of an operation for all samples.</summary>
    public static Tensor<float> Evaluate(Operation operation, Dictionary<string, Tensor<float>> tensors)
    {
        Tensor<float>[] inputs = [.. operation.Inputs.Select(i => tensors[i])];
        var samples = inputs[0].Shape[0];
        int[] shape = [samples, .. operation.InferShape([.. inputs.Select(i => i.Shape[1..])])];
        var output = new Tensor<float>(shape);
        var most = BatchSize.For(operation.NumbersPerSample(inputs[0].Shape[1..]));
        for (var start = 0; start < samples; start += most)
        {
            var count = Math.Min(most, samples - start);
            operation.Evaluate([.. inputs.Select(i => i.Slice(start, count))]).Values.CopyTo(output.Values, start * output.Stride);
        }

        return output;
    }

    /// <summary>Drops what nothing after an operation reads.</summary>
    public static void Forget(NetworkGraph network, Operation done, params Dictionary<string, Tensor<float>>[] tensors)
    {
        var later = network.Operations.SkipWhile(o => o != done).Skip(1).SelectMany(o => o.Inputs).ToHashSet(StringComparer.Ordinal);
        foreach (var input in done.Inputs.Where(i => !later.Contains(i)))
            foreach (var set in tensors)
                set.Remove(input);
    }
}
