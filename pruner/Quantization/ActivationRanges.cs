using HwGen.Core.Configuration;
using HwGen.Core.IO;
using HwGen.Core.Network;
using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Quantization;

/// <summary>Smallest and largest number of every activation over the calibration samples.</summary>
public sealed class ActivationRanges
{
    private readonly Dictionary<string, (float Low, float High)> _ranges = new(StringComparer.Ordinal);

    /// <summary>Runs a network over samples.</summary>
    public static ActivationRanges Measure(NetworkGraph network, Tensor<float> samples)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(samples);
        var ranges = new ActivationRanges();
        ranges.Include(network.Input, samples.Values);
        FloatInterpreter.Run(network, samples, (operation, _, output) => ranges.Include(operation.Output, output.Values));
        return ranges;
    }

    /// <summary>Asymmetric, one scale for the tensor, the range widened to hold 0 so that 0 is exact.</summary>
    public TensorQuantization Quantization(string activation, ArrayConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var (low, high) = _ranges[activation];
        var (smallest, largest) = (configuration.ActivationMinimum, configuration.ActivationMaximum);
        var (least, most) = (Math.Min(0.0, low), Math.Max(0.0, high));
        if (most - least < double.Epsilon)
            return new TensorQuantization(1, 0, smallest, largest);
        var scale = (most - least) / (largest - smallest);
        var zero = (int)Math.Clamp(Math.Round(smallest - (least / scale), MidpointRounding.AwayFromZero), smallest, largest);
        return new TensorQuantization(scale, zero, smallest, largest);
    }

    private void Include(string activation, ReadOnlySpan<float> values)
    {
        var (low, high) = _ranges.GetValueOrDefault(activation, (float.PositiveInfinity, float.NegativeInfinity));
        foreach (var value in values)
        {
            low = Math.Min(low, value);
            high = Math.Max(high, value);
        }

        _ranges[activation] = (low, high);
    }
}
