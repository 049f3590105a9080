using HwGen.Core.Errors;
using HwGen.Core.Network;
using HwGen.Core.Numerics;

namespace HwGen.Pruner.Quantization;

/// <summary>Bias, multiplier and shift of a layer's output channels.</summary>
/// <param name="solution">weights and bias</param>
/// <param name="input">what the input's integers stand for; its zero point goes into the bias</param>
/// <param name="output">what the output's integers stand for; null for raw sums</param>
internal sealed class ChannelNumbers(LayerSolution solution, TensorQuantization input, TensorQuantization? output)
{
    // A bias alone decides a channel without weights; it gets this magnitude, which keeps 20 bits of it.
    private const int LoneBias = 1 << 20;

    /// <summary>What one unit of a sum stands for, per output channel.</summary>
    public double[] SumScales() => [.. Enumerable.Range(0, solution.Bias.Length).Select(SumScale)];

    public GemmParameters Compute(string layer)
    {
        var errors = new List<InputError>();
        var weights = solution.Weights.Integers;
        var sums = WeightSums(weights);
        var channels = new Requantization[weights.Columns];
        for (var n = 0; n < channels.Length; n++)
        {
            var scale = SumScale(n);
            var bias = Math.Round(solution.Bias[n] / scale, MidpointRounding.AwayFromZero) - (input.ZeroPoint * (double)sums[n]);
            if (Math.Abs(bias) > int.MaxValue / 2)
                errors.Add(new InputError($"layer '{layer}'", FormattableString.Invariant($"output channel {n}: bias {solution.Bias[n]:g6} is {bias:f0} steps of the sum, must fit 31 bits")));
            else
                channels[n] = output is null
                    ? new Requantization((int)bias, 0, 0)
                    : Requantization.FromScale((int)bias, scale / output.Scale);
        }

        return errors.Count == 0 ? new GemmParameters(weights, channels) : throw new InputException(errors);
    }

    private double SumScale(int n)
    {
        var weights = solution.Weights.Integers;
        for (var k = 0; k < weights.Rows; k++)
            if (weights[k, n] != 0)
                return input.Scale * solution.Weights.Scales[n];
        return solution.Bias[n] == 0 ? output?.Scale ?? input.Scale : Math.Abs(solution.Bias[n]) / LoneBias;
    }

    private static long[] WeightSums(Matrix<int> weights)
    {
        var sums = new long[weights.Columns];
        for (var k = 0; k < weights.Rows; k++)
            for (var n = 0; n < sums.Length; n++)
                sums[n] = checked(sums[n] + weights[k, n]);
        return sums;
    }
}
