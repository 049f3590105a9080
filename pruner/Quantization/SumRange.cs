using HwGen.Core.Configuration;
using HwGen.Core.Errors;
using HwGen.Core.Golden;
using HwGen.Core.IO;

namespace HwGen.Pruner.Quantization;

/// <summary>How large the sums of a layer may become.</summary>
public static class SumRange
{
    /// <summary>Largest bias proper, in steps of the sum.</summary>
    internal const long MostBias = 1L << 30;

    // Sum and bias together stay inside int32, the input's zero point being in the bias: 2^29 for the sum, as much for the
    // zero point, 2^30 for the bias proper.
    private const long MostSum = 1L << 29;

    // Weights below this are too coarse to be of use: four bits with the sign.
    private const int LeastMagnitude = 7;

    /// <summary>Quantizes so that the accumulator cannot wrap: where it is too narrow for a channel, its weights get fewer steps.</summary>
    /// <param name="weights">K x N</param>
    /// <param name="configuration">widths</param>
    /// <param name="where">what messages call the weights</param>
    /// <param name="stated">[N], scales that the network's file has, taken for the channels whose weights are integers in them and fit; null if it has none</param>
    /// <exception cref="InputException">a channel would be left with less than four bits</exception>
    public static QuantizedWeights Quantize(Tensor<double> weights, ArrayConfiguration configuration, string where, double[]? stated = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var largestSum = Math.Min((1L << (configuration.AccumulatorBits - 1)) - 1, MostSum);
        var mostMagnitude = largestSum / -configuration.ActivationMinimum;
        var fitted = QuantizedWeights.Of(weights, configuration.WeightBits, mostMagnitude);
        var full = QuantizedWeights.Of(weights, configuration.WeightBits);
        for (var n = 0; n < fitted.Scales.Length; n++)
            if (fitted.Scales[n] > full.Scales[n] && LargestOf(fitted, n) < LeastMagnitude)
                AccumulatorRange.Require(full.Integers, -configuration.ActivationMinimum, configuration.AccumulatorBits, where);
        return stated is null ? fitted : fitted.Hold(weights, stated, configuration.WeightBits, mostMagnitude);
    }

    private static int LargestOf(QuantizedWeights weights, int n)
    {
        var largest = 0;
        for (var k = 0; k < weights.Integers.Rows; k++)
            largest = Math.Max(largest, Math.Abs(weights.Integers[k, n]));
        return largest;
    }
}
