using HwGen.Pruner.Numerics;

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

    /// <summary>X'X: the sum over rows of the outer products.</summary>
    /// <param name="x">rows x k</param>
    /// <param name="sum">k x k, added to</param>
    /// <param name="rows">rows of x</param>
    /// <param name="k">columns of x</param>
    public static void AddGram(float[] x, double[] sum, int rows, int k) => AddCrossProduct(x, x, sum, (rows, k, k));

    /// <summary>X'Y, added to <paramref name="sum"/> in double.</summary>
    /// <param name="x">rows x K</param>
    /// <param name="y">rows x N</param>
    /// <param name="sum">K x N, added to</param>
    /// <param name="size">rows, K, N</param>
    public static void AddCrossProduct(float[] x, float[] y, double[] sum, (int Rows, int K, int N) size)
    {
        ArgumentNullException.ThrowIfNull(sum);
        const int Chunk = 256;
        var (rows, k, n) = size;
        var transposed = new float[k * Chunk];
        var part = new float[Chunk * n];
        var product = new float[k * n];
        for (var start = 0; start < rows; start += Chunk)
        {
            var count = Math.Min(Chunk, rows - start);
            for (var row = 0; row < count; row++)
                for (var i = 0; i < k; i++)
                    transposed[(i * count) + row] = x[((start + row) * k) + i];
            Array.Copy(y, start * n, part, 0, count * n);
            Multiply(transposed, part, product, k, count, n);
            for (var i = 0; i < sum.Length; i++)
                sum[i] += product[i];
        }
    }
}
