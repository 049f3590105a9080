using HwGen.Core.IO;
using HwGen.Core.Numerics;

namespace HwGen.Pruner.Graph;

/// <summary>Float matrix multiplication on all processors, for interpreting a network and for its statistics.</summary>
public static class FloatGemm
{
    /// <summary>c = a b.</summary>
    /// <param name="a">M x K</param>
    /// <param name="b">K x N</param>
    /// <param name="c">M x N, overwritten</param>
    /// <param name="m">rows of a</param>
    /// <param name="k">columns of a</param>
    /// <param name="n">columns of b</param>
    public static void Multiply(float[] a, float[] b, float[] c, int m, int k, int n) =>
        PanelGemm.Multiply(a, b, c, m, k, n);

    /// <summary>(X - mean)'(X - mean): the sum over rows of the outer products.</summary>
    /// <param name="x">rows x K</param>
    /// <param name="mean">of x [K]</param>
    /// <returns>K x K</returns>
    public static double[] Gram(Tensor<float> x, double[] mean) => CrossProduct(x, mean, x, mean);

    /// <summary>(X - mean)'(Y - mean), summed up in double.</summary>
    /// <remarks>Means go first: where they are far above the deviations, products of single precision would lose these.</remarks>
    /// <param name="x">rows x K</param>
    /// <param name="xMean">[K]</param>
    /// <param name="y">rows x N</param>
    /// <param name="yMean">[N]</param>
    /// <returns>K x N</returns>
    public static double[] CrossProduct(Tensor<float> x, double[] xMean, Tensor<float> y, double[] yMean)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        ArgumentNullException.ThrowIfNull(xMean);
        ArgumentNullException.ThrowIfNull(yMean);
        const int Chunk = 256;
        var (rows, k, n) = (x.Shape[0], x.Shape[1], y.Shape[1]);
        var sum = new double[k * n];
        var transposed = new float[k * Chunk];
        var part = new float[Chunk * n];
        var product = new float[k * n];
        for (var start = 0; start < rows; start += Chunk)
        {
            var count = Math.Min(Chunk, rows - start);
            for (var row = 0; row < count; row++)
            {
                for (var i = 0; i < k; i++)
                    transposed[(i * count) + row] = (float)(x.Values[((start + row) * k) + i] - xMean[i]);
                for (var j = 0; j < n; j++)
                    part[(row * n) + j] = (float)(y.Values[((start + row) * n) + j] - yMean[j]);
            }

            Multiply(transposed, part, product, k, count, n);
            for (var i = 0; i < sum.Length; i++)
                sum[i] += product[i];
        }

        return sum;
    }
}
