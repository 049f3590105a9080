using HwGen.Core.IO;
using HwGen.Pruner.Graph;
using HwGen.Pruner.Pruning;

namespace HwGen.Pruner.Permutation;

/// <summary>What the square of a weight is worth, by the input that it reads.</summary>
/// <remarks>A weight is worth what its removal costs when the others make up for it, w^2 / [H^-1]_kk, in shares of the variance of the layer's
/// outputs, so that layers that read the same channels can be weighed against each other.</remarks>
internal static class LayerWorths
{
    // The Gram matrix needs few: its diagonal is all that is used.
    private const int MostSamples = 512;

    /// <param name="network">float network</param>
    /// <param name="samples">batch x input shape; null if every weight is worth its square</param>
    /// <param name="isMeant">which layers</param>
    /// <returns>by layer, for each k</returns>
    public static IReadOnlyDictionary<string, double[]> Of(NetworkGraph network, Tensor<float>? samples, Func<GemmOperation, bool> isMeant)
    {
        if (samples is null)
            return network.Gemms.Where(isMeant).ToDictionary(layer => layer.Name, layer => Enumerable.Repeat(1.0, layer.K).ToArray(), StringComparer.Ordinal);
        var worths = new Dictionary<string, double[]>(StringComparer.Ordinal);
        var (walk, sampler) = (new SampleWalk(network, samples.Shape[0] > MostSamples ? samples.Slice(0, MostSamples) : samples), new LayerSampler(network));
        foreach (var operation in network.Operations)
        {
            if (operation is GemmOperation layer && isMeant(layer))
                worths[layer.Name] = Of(LayerStatistics.Of(sampler.Take(layer, walk)), layer.K);
            walk.Pass(operation);
        }

        return worths;
    }

    // 1 / [H^-1]_kk in shares of the outputs' variance; with H^-1 = U'U that is a sum over a column of U.
    private static double[] Of(LayerStatistics statistics, int k)
    {
        var gram = statistics.Gram;
        var (damping, variance) = (statistics.Damping, statistics.Aim.Variance.Sum());
        for (var i = 0; i < k; i++)
            gram[(i * k) + i] += damping;
        var factor = TriangularFactor.OfInverse(gram, k);
        var sums = new double[k];
        for (var i = 0; i < factor.Count; i++)
            sums[i % k] += factor.Values[i] * factor.Values[i];
        return Array.ConvertAll(sums, sum => variance > 0 ? 1 / (sum * variance) : 0);
    }
}
