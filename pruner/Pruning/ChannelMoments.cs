using HwGen.Core.IO;

namespace HwGen.Pruner.Pruning;

/// <summary>Mean and variance of a layer's output channels, before bias, from the moments of its inputs.</summary>
internal sealed record ChannelMoments(double[] Mean, double[] Variance)
{
    public static ChannelMoments Of(Tensor<double> weights, double[] gram, double[] inputMean)
    {
        var (k, n) = (weights.Shape[0], weights.Shape[1]);
        var product = LeastSquares.Multiply(gram, weights);
        var (mean, power) = (new double[n], new double[n]);
        for (var i = 0; i < k; i++)
            for (var j = 0; j < n; j++)
            {
                mean[j] += inputMean[i] * weights.Values[(i * n) + j];
                power[j] += product.Values[(i * n) + j] * weights.Values[(i * n) + j];
            }

        return new ChannelMoments(mean, [.. power.Select((p, j) => Math.Max(0, p - (mean[j] * mean[j])))]);
    }
}
