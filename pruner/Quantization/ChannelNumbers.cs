using HwGen.Core.Network;
using HwGen.Core.Numerics;

namespace HwGen.Pruner.Quantization;

/// <summary>Integer weights, bias, multiplier and shift of a layer's output channels.</summary>
internal sealed class ChannelNumbers
{
    // A bias alone decides a channel without weights; it gets this magnitude, which keeps 20 bits of it.
    private const double LoneBias = 1 << 20;

    private readonly double[] _bias;
    private readonly TensorQuantization _input;

    /// <param name="weights">integers and scales</param>
    /// <param name="bias">[N], real</param>
    /// <param name="input">what the input's integers stand for; its zero point goes into the bias</param>
    public ChannelNumbers(QuantizedWeights weights, double[] bias, TensorQuantization input)
    {
        (_bias, _input) = (bias, input);
        var integers = weights.Integers;
        double[] scales = [.. weights.Scales];
        double[] factors = [.. Enumerable.Range(0, integers.Columns).Select(n => Factor(n, weights))];
        for (var n = 0; n < scales.Length; n++)
            scales[n] *= factors[n];
        Weights = new QuantizedWeights(
            Matrix<int>.Create(integers.Rows, integers.Columns, (k, n) => (int)Math.Round(integers[k, n] / factors[n], MidpointRounding.AwayFromZero)),
            scales);
    }

    /// <summary>The weights, made smaller in channels whose bias would not fit beside them.</summary>
    public QuantizedWeights Weights { get; }

    /// <summary>What one unit of a sum stands for, per output channel.</summary>
    public double[] SumScales => Array.ConvertAll(Weights.Scales, scale => _input.Scale * scale);

    /// <param name="output">what the output's integers stand for; null for raw sums</param>
    public GemmParameters Compute(TensorQuantization? output)
    {
        var sums = WeightSums();
        var scales = SumScales;
        var channels = new Requantization[sums.Length];
        for (var n = 0; n < channels.Length; n++)
        {
            var bias = checked((int)((long)Math.Round(_bias[n] / scales[n], MidpointRounding.AwayFromZero) - (_input.ZeroPoint * sums[n])));
            channels[n] = output is null ? new Requantization(bias, 0, 0) : Requantization.FromScale(bias, scales[n] / output.Scale);
        }

        return new GemmParameters(Weights.Integers, channels);
    }

    // What the scale of a channel's weights has to be multiplied with.
    private double Factor(int n, QuantizedWeights weights)
    {
        var steps = Math.Abs(_bias[n]) / (_input.Scale * weights.Scales[n]);
        for (var k = 0; k < weights.Integers.Rows; k++)
            if (weights.Integers[k, n] != 0)
                return Math.Max(1, steps / SumRange.MostBias);
        return steps == 0 ? 1 : steps / LoneBias;
    }

    private long[] WeightSums()
    {
        var sums = new long[_bias.Length];
        for (var k = 0; k < Weights.Integers.Rows; k++)
            for (var n = 0; n < sums.Length; n++)
                sums[n] = checked(sums[n] + Weights.Integers[k, n]);
        return sums;
    }
}
