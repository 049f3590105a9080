using HwGen.Core.IO;
using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Budget;

/// <summary>How much of the network's output changes when one layer does.</summary>
internal sealed class OutputSensitivity
{
    // A quarter of a gigabyte of activations.
    private const int MostNumbers = 1 << 26;

    private readonly NetworkGraph _network;
    private readonly Dictionary<string, Tensor<float>> _activations;

    /// <param name="network">unpruned</param>
    /// <param name="samples">batch x input shape; as many are used as memory allows</param>
    /// <param name="most">samples that are used</param>
    public OutputSensitivity(NetworkGraph network, Tensor<float> samples, int most)
    {
        _network = network;
        var numbers = network.Shapes().Values.Sum(shape => shape.Aggregate(1L, (count, dimension) => count * dimension));
        var count = (int)Math.Clamp(MostNumbers / numbers, 1, Math.Min(most, samples.Shape[0]));
        _activations = new(StringComparer.Ordinal) { [network.Input] = samples.Slice(0, count) };
        foreach (var operation in network.Operations)
            _activations[operation.Output] = operation.Evaluate([.. operation.Inputs.Select(i => _activations[i])]);
    }

    /// <summary>Of the unpruned network, by name.</summary>
    public IReadOnlyDictionary<string, Tensor<float>> Activations => _activations;

    /// <summary>Power of the change of the network's output relative to that of the output.</summary>
    /// <param name="changed">an operation with other numbers</param>
    public double Error(Operation changed)
    {
        var fresh = new Dictionary<string, Tensor<float>>(StringComparer.Ordinal);
        foreach (var operation in _network.Operations)
            if (operation.Name == changed.Name || operation.Inputs.Any(fresh.ContainsKey))
                fresh[operation.Output] = (operation.Name == changed.Name ? changed : operation)
                    .Evaluate([.. operation.Inputs.Select(i => fresh.GetValueOrDefault(i) ?? _activations[i])]);
        if (!fresh.TryGetValue(_network.Output, out var output))
            return 0;
        var (error, power) = (0.0, 0.0);
        foreach (var (found, wanted) in output.Values.Zip(_activations[_network.Output].Values))
            (error, power) = (error + ((found - wanted) * (double)(found - wanted)), power + ((double)wanted * wanted));
        return power > 0 ? error / power : 0;
    }
}
