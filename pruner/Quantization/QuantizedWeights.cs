using HwGen.Core.IO;
using HwGen.Core.Numerics;

namespace HwGen.Pruner.Quantization;

/// <summary>Weights as integers: real = scale[n] * integer.</summary>
/// <param name="Integers">K x N</param>
/// <param name="Scales">[N], greater than 0</param>
public sealed record QuantizedWeights(Matrix<int> Integers, double[] Scales)
{
    // Weights come as floats, whose products with a scale are off by 2^-24 of themselves: 1/256 of a step at 16 bits.
    private const double MostDeviation = 1.0 / 128;

    /// <summary>Symmetric, each output channel by its own largest magnitude, halves away from zero; zeros stay zero.</summary>
    /// <param name="weights">K x N</param>
    /// <param name="bits">2 to 16; the integers lie from -(2^(bits-1)-1) to 2^(bits-1)-1</param>
    /// <param name="mostMagnitude">most that the magnitudes of an output channel may add up to; a channel that has more gets smaller integers</param>
    public static QuantizedWeights Of(Tensor<double> weights, int bits, long mostMagnitude = long.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(weights);
        var (k, n) = (weights.Shape[0], weights.Shape[1]);
        var largest = (1 << (bits - 1)) - 1;
        var scales = new double[n];
        var magnitudes = new double[n];
        for (var i = 0; i < weights.Count; i++)
        {
            scales[i % n] = Math.Max(scales[i % n], Math.Abs(weights.Values[i]) / largest);
            magnitudes[i % n] += Math.Abs(weights.Values[i]);
        }

        // Rounding adds at most half a step for each weight.
        var room = Math.Max(1.0, mostMagnitude - (0.5 * k));
        for (var j = 0; j < n; j++)
            scales[j] = scales[j] > 0 ? Math.Max(scales[j], magnitudes[j] / room) : 1;
        return new QuantizedWeights(
            Matrix<int>.Create(k, n, (i, j) => (int)Math.Clamp(Math.Round(weights.Values[(i * n) + j] / scales[j], MidpointRounding.AwayFromZero), -largest, largest)),
            scales);
    }

    /// <summary>The same with other scales for the output channels whose weights are integers in them: what a network's file states.</summary>
    /// <param name="weights">real, K x N</param>
    /// <param name="scales">[N]</param>
    /// <param name="bits">2 to 16; the integers lie from -2^(bits-1) to 2^(bits-1)-1</param>
    /// <param name="mostMagnitude">most that the magnitudes of an output channel may add up to</param>
    public QuantizedWeights Hold(Tensor<double> weights, double[] scales, int bits, long mostMagnitude)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(scales);
        var (smallest, n) = (-(1 << (bits - 1)), Integers.Columns);
        var magnitudes = new double[n];
        var isHeld = Array.ConvertAll(scales, scale => scale > 0);
        for (var i = 0; i < weights.Count; i++)
        {
            var integer = Math.Round(weights.Values[i] / scales[i % n]);
            magnitudes[i % n] += Math.Abs(integer);
            isHeld[i % n] &= Math.Abs((weights.Values[i] / scales[i % n]) - integer) <= MostDeviation && integer >= smallest && integer < -smallest;
        }

        for (var j = 0; j < n; j++)
            isHeld[j] &= magnitudes[j] <= mostMagnitude;
        return new QuantizedWeights(
            Matrix<int>.Create(Integers.Rows, n, (i, j) => isHeld[j] ? (int)Math.Round(weights.Values[(i * n) + j] / scales[j]) : Integers[i, j]),
            [.. Scales.Select((own, j) => isHeld[j] ? scales[j] : own)]);
    }

    /// <summary>What the integers stand for, K x N.</summary>
    public Tensor<double> ToReal()
    {
        var real = new Tensor<double>(Integers.Rows, Integers.Columns);
        for (var i = 0; i < real.Count; i++)
            real.Values[i] = Integers.Values[i] * Scales[i % Integers.Columns];
        return real;
    }
}
