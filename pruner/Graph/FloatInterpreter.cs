using HwGen.Core.IO;

namespace HwGen.Pruner.Graph;

/// <summary>Runs a float network.</summary>
public static class FloatInterpreter
{
    /// <summary>The network's outputs.</summary>
    /// <param name="network">float network</param>
    /// <param name="samples">batch x input shape</param>
    /// <param name="observe">called with each operation, its inputs and its output, batch by batch</param>
    /// <returns>batch x output shape</returns>
    public static Tensor<float> Run(NetworkGraph network, Tensor<float> samples, Action<Operation, IReadOnlyList<Tensor<float>>, Tensor<float>>? observe = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(samples);
        var results = new List<float>();
        var most = network.SamplesPerBatch();
        int[] shape = [];
        for (var start = 0; start < samples.Shape[0]; start += most)
        {
            var output = RunBatch(network, samples.Slice(start, Math.Min(most, samples.Shape[0] - start)), observe);
            results.AddRange(output.Values);
            shape = output.Shape[1..];
        }

        return new Tensor<float>([.. results], [samples.Shape[0], .. shape]);
    }

    private static Tensor<float> RunBatch(NetworkGraph network, Tensor<float> batch, Action<Operation, IReadOnlyList<Tensor<float>>, Tensor<float>>? observe)
    {
        var readers = network.Operations.SelectMany(o => o.Inputs).GroupBy(i => i).ToDictionary(g => g.Key, g => g.Count());
        var tensors = new Dictionary<string, Tensor<float>>(StringComparer.Ordinal) { [network.Input] = batch };
        foreach (var operation in network.Operations)
        {
            Tensor<float>[] inputs = [.. operation.Inputs.Select(i => tensors[i])];
            var output = operation.Evaluate(inputs);
            observe?.Invoke(operation, inputs, output);
            tensors[operation.Output] = output;
            foreach (var input in operation.Inputs)
                if (--readers[input] == 0 && input != network.Output)
                    tensors.Remove(input);
        }

        return tensors[network.Output];
    }
}
