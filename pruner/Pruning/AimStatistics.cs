using HwGen.Core.IO;
using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Pruning;

/// <summary>What a layer's outputs should be, as far as its inputs can tell.</summary>
/// <param name="Cross">(X - mean)'(T - mean) / rows, K x N: T is the aim</param>
/// <param name="Mean">mean of T [N]</param>
/// <param name="Variance">of T [N]</param>
public sealed record AimStatistics(Tensor<double> Cross, double[] Mean, double[] Variance)
{
    /// <param name="rows">X, rows x K</param>
    /// <param name="mean">of X [K]</param>
    /// <param name="aim">T, rows x N</param>
    public static AimStatistics Of(Tensor<float> rows, double[] mean, Tensor<float> aim)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(mean);
        ArgumentNullException.ThrowIfNull(aim);
        var (count, k, n) = (rows.Shape[0], rows.Shape[1], aim.Shape[1]);
        var aimMean = LayerStatistics.Means(aim);
        var cross = new Tensor<double>(Array.ConvertAll(FloatGemm.CrossProduct(rows, mean, aim, aimMean), sum => sum / count), k, n);
        var variance = new double[n];
        for (var start = 0; start < aim.Count; start += n)
            for (var j = 0; j < n; j++)
                variance[j] += (aim.Values[start + j] - aimMean[j]) * (aim.Values[start + j] - aimMean[j]) / count;
        return new AimStatistics(cross, aimMean, variance);
    }

    /// <summary>The bias that brings the outputs' means to those of the aim.</summary>
    public double[] Bias(Tensor<double> weights, double[] inputMean)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(inputMean);
        double[] bias = [.. Mean];
        for (var i = 0; i < weights.Count; i++)
            bias[i % bias.Length] -= inputMean[i / bias.Length] * weights.Values[i];
        return bias;
    }
}
