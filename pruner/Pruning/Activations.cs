using HwGen.Core.IO;
using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Pruning;

/// <summary>Activations of all samples by name, while a network is walked through operation by operation.</summary>
internal static class Activations
{
    private const int SamplesPerBatch = 64;

    /// <summary>The output of an operation for all samples.</summary>
    public static Tensor<float> Evaluate(Operation operation, Dictionary<string, Tensor<float>> tensors)
    {
        Tensor<float>[] inputs = [.. operation.Inputs.Select(i => tensors[i])];
        var samples = inputs[0].Shape[0];
        int[] shape = [samples, .. operation.InferShape([.. inputs.Select(i => i.Shape[1..])])];
        var output = new Tensor<float>(shape);
        for (var start = 0; start < samples; start += SamplesPerBatch)
        {
            var count = Math.Min(SamplesPerBatch, samples - start);
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
