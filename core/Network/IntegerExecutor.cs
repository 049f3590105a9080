using HwGen.Core.IO;
using HwGen.Core.Network.Vectorized;

namespace HwGen.Core.Network;

/// <summary>Runs an integer network, its GEMMs on an engine and the rest in golden arithmetic.</summary>
public static class IntegerExecutor
{
    /// <summary>The outputs of a batch.</summary>
    /// <param name="network">plan and numbers</param>
    /// <param name="batch">batch x input shape, from <see cref="IntegerNetwork.Quantize"/></param>
    /// <param name="engine">golden model or array</param>
    /// <param name="observe">called after each layer with its inputs and its output</param>
    /// <returns>batch x output shape</returns>
    public static Tensor<int> Run(IntegerNetwork network, Tensor<int> batch, IGemmEngine engine, Action<PlanLayer, IReadOnlyList<Tensor<int>>, Tensor<int>>? observe = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(batch);
        var plan = network.Plan;
        if (!batch.Shape.AsSpan(1).SequenceEqual(plan.Input.Shape))
            throw new ArgumentException($"samples are {Tensor<int>.Describe(batch.Shape[1..])}, must be {Tensor<int>.Describe(plan.Input.Shape)}", nameof(batch));
        var readers = plan.Layers.SelectMany(layer => layer.Inputs).GroupBy(name => name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        var tensors = new Dictionary<string, Tensor<int>>(StringComparer.Ordinal) { [plan.Input.Name] = batch };
        foreach (var layer in plan.Layers)
        {
            Tensor<int>[] inputs = [.. layer.Inputs.Select(i => tensors[i])];
            var output = layer.Run(inputs, engine);
            tensors[layer.Output] = output;
            observe?.Invoke(layer, inputs, output);
            foreach (var input in layer.Inputs)
                if (--readers[input] == 0 && input != plan.Output.Name)
                    tensors.Remove(input);
        }

        return tensors[plan.Output.Name];
    }

    /// <summary>The golden outputs of any number of samples, on all processors.</summary>
    public static Tensor<int> RunGolden(IntegerNetwork network, Tensor<int> samples)
    {
        ArgumentNullException.ThrowIfNull(network);
        return RunBatches(network, samples, new GoldenGemmEngine(network), BatchSize.For(network.Plan));
    }

    /// <summary>The same numbers, many times as fast: for accuracies over thousands of samples.</summary>
    public static Tensor<int> RunVectorized(IntegerNetwork network, Tensor<int> samples)
    {
        ArgumentNullException.ThrowIfNull(network);
        return RunBatches(network, samples, new VectorGemmEngine(network), BatchSize.ForActivations(network.Plan));
    }

    private static Tensor<int> RunBatches(IntegerNetwork network, Tensor<int> samples, IGemmEngine engine, int most)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var count = samples.Shape[0];
        most = Math.Clamp((count + Environment.ProcessorCount - 1) / Environment.ProcessorCount, 1, most);
        var results = new Tensor<int>([count, .. network.Plan.Output.Shape]);
        Parallel.For(0, (count + most - 1) / most, batch =>
        {
            var start = batch * most;
            var part = Run(network, samples.Slice(start, Math.Min(most, count - start)), engine);
            part.Values.CopyTo(results.Values, start * results.Stride);
        });
        return results;
    }
}
