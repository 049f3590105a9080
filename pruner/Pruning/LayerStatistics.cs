using HwGen.Core.IO;
using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Pruning;

/// <summary>Covariances of a layer's inputs and of what its outputs should be.</summary>
/// <remarks>The bias makes up for means, so that weights have to explain the deviations alone.</remarks>
/// <param name="Gram">(X - mean)'(X - mean) / rows, K x K</param>
/// <param name="Mean">mean of X [K]</param>
/// <param name="Aim">covariance with the aim</param>
public sealed record LayerStatistics(double[] Gram, double[] Mean, AimStatistics Aim)
{
    public static LayerStatistics Of(LayerSamples samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var mean = Means(samples.Rows);
        var gram = FloatGemm.Gram(samples.Rows, mean);
        for (var i = 0; i < gram.Length; i++)
            gram[i] /= samples.Rows.Shape[0];
        return new LayerStatistics(gram, mean, AimStatistics.Of(samples.Rows, mean, samples.Aim()));
    }

    /// <summary>Weight of the damping that keeps systems solvable: 0.01 of the mean variance of the inputs that ever change.</summary>
    public double Damping
    {
        get
        {
            var live = Enumerable.Range(0, Mean.Length).Select(i => Gram[(i * Mean.Length) + i]).Where(power => power > 0).ToArray();
            return live.Length == 0 ? 1 : 0.01 * live.Average();
        }
    }

    internal static double[] Means(Tensor<float> rows)
    {
        var means = new double[rows.Shape[1]];
        for (var start = 0; start < rows.Count; start += means.Length)
            for (var i = 0; i < means.Length; i++)
                means[i] += rows.Values[start + i];
        for (var i = 0; i < means.Length; i++)
            means[i] /= rows.Shape[0];
        return means;
    }
}
