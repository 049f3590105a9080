using HwGen.Core.Configuration;
using HwGen.Core.IO;
using HwGen.Core.Network;
using HwGen.Pruner.Graph;
using HwGen.Pruner.Quantization.Ranges;

namespace HwGen.Pruner.Quantization;

/// <summary>What the integers of every activation stand for: what the network's file states, or its range over the calibration samples.</summary>
public sealed class ActivationRanges
{
    private const int Bins = 2048;

    private readonly IRangeRule _rule;
    private readonly StatedQuantizations? _stated;
    private readonly Dictionary<string, Histogram> _histograms = new(StringComparer.Ordinal);

    private ActivationRanges(IRangeRule rule, StatedQuantizations? stated) => (_rule, _stated) = (rule, stated);

    /// <summary>Runs a network over samples, twice if the rule needs histograms.</summary>
    /// <param name="network">float network</param>
    /// <param name="samples">batch x input shape</param>
    /// <param name="rule">for all activations; null for what the file states, and the rule that is used if nothing is said for all others</param>
    public static ActivationRanges Measure(NetworkGraph network, Tensor<float> samples, IRangeRule? rule)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(samples);
        var ranges = new ActivationRanges(rule ?? RangeRules.Default, rule is null ? new StatedQuantizations(network) : null);
        ranges.Widen(network.Input, samples.Values);
        FloatInterpreter.Run(network, samples, (operation, _, output) => ranges.Widen(operation.Output, output.Values));
        if (!ranges._rule.NeedsHistogram)
            return ranges;
        ranges._histograms[network.Input].Add(samples.Values);
        FloatInterpreter.Run(network, samples, (operation, _, output) => ranges._histograms[operation.Output].Add(output.Values));
        return ranges;
    }

    /// <summary>As stated, where the array has these integers; otherwise asymmetric, one scale for the tensor, the range widened to hold 0 so that 0 is exact.</summary>
    public TensorQuantization Quantization(string activation, ArrayConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        if (_stated?.Of(activation) is { } stated && StatedQuantizations.Fits(stated, configuration))
            return stated;
        var (smallest, largest) = (configuration.ActivationMinimum, configuration.ActivationMaximum);
        var (low, high) = _rule.Choose(_histograms[activation], largest - smallest);
        var (least, most) = (Math.Min(0.0, low), Math.Max(0.0, high));
        if (most - least < double.Epsilon)
            return new TensorQuantization(1, 0, smallest, largest);
        var scale = (most - least) / (largest - smallest);
        var zero = (int)Math.Clamp(Math.Round(smallest - (least / scale), MidpointRounding.AwayFromZero), smallest, largest);
        return new TensorQuantization(scale, zero, smallest, largest);
    }

    private void Widen(string activation, ReadOnlySpan<float> values)
    {
        ActivationLimit.Require($"activation '{activation}'", values);
        var known = _histograms.GetValueOrDefault(activation);
        var (low, high) = ((float)(known?.Low ?? float.PositiveInfinity), (float)(known?.High ?? float.NegativeInfinity));
        foreach (var value in values)
        {
            low = Math.Min(low, value);
            high = Math.Max(high, value);
        }

        _histograms[activation] = new Histogram(low, high, known?.Counts ?? new long[_rule.NeedsHistogram ? Bins : 1]);
    }
}
