using System.Numerics;
using System.Runtime.CompilerServices;

namespace HwGen.Pruner.Graph;

/// <summary>Float matrix multiplication on all processors, for interpreting a network and for its statistics.</summary>
public static class FloatGemm
{
    private const int RowsPerStep = 4;

    private const int RowsPerTask = 64;

    /// <summary>c = a b.</summary>
    /// <param name="a">M x K</param>
    /// <param name="b">K x N</param>
    /// <param name="c">M x N, overwritten</param>
    /// <param name="m">rows of a</param>
    /// <param name="k">columns of a</param>
    /// <param name="n">columns of b</param>
    public static void Multiply(float[] a, float[] b, float[] c, int m, int k, int n) =>
        Parallel.For(0, (m + RowsPerTask - 1) / RowsPerTask, task =>
        {
            var end = Math.Min(m, (task + 1) * RowsPerTask);
            for (var column = 0; column < n; column += 2 * Vector<float>.Count)
                for (var row = task * RowsPerTask; row < end; row += RowsPerStep)
                    if (row + RowsPerStep <= end && column + (2 * Vector<float>.Count) <= n)
                        MultiplyBlock(a.AsSpan(row * k), b.AsSpan(column), c.AsSpan((row * n) + column), k, n);
                    else
                        MultiplyEdge(a, b, c, (row, Math.Min(end, row + RowsPerStep)), (column, Math.Min(n, column + (2 * Vector<float>.Count))), k, n);
        });

    /// <summary>X'X: the sum over rows of the outer products.</summary>
    /// <param name="x">rows x k</param>
    /// <param name="sum">k x k, added to</param>
    /// <param name="rows">rows of x</param>
    /// <param name="k">columns of x</param>
    public static void AddGram(float[] x, double[] sum, int rows, int k) => AddCrossProduct(x, x, sum, rows, k);

    /// <summary>X'Y, added to <paramref name="sum"/> in double.</summary>
    public static void AddCrossProduct(float[] x, float[] y, double[] sum, int rows, int k)
    {
        const int Chunk = 256;
        var transposed = new float[k * Chunk];
        var part = new float[Chunk * k];
        var product = new float[k * k];
        for (var start = 0; start < rows; start += Chunk)
        {
            var count = Math.Min(Chunk, rows - start);
            for (var row = 0; row < count; row++)
                for (var i = 0; i < k; i++)
                    transposed[(i * count) + row] = x[((start + row) * k) + i];
            Array.Copy(y, start * k, part, 0, count * k);
            Multiply(transposed, part, product, k, count, k);
            for (var i = 0; i < sum.Length; i++)
                sum[i] += product[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyBlock(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int k, int n)
    {
        var width = Vector<float>.Count;
        Vector<float> c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default, c30 = default, c31 = default;
        for (var i = 0; i < k; i++)
        {
            var b0 = new Vector<float>(b[(i * n)..]);
            var b1 = new Vector<float>(b[((i * n) + width)..]);
            var a0 = new Vector<float>(a[i]);
            var a1 = new Vector<float>(a[k + i]);
            var a2 = new Vector<float>(a[(2 * k) + i]);
            var a3 = new Vector<float>(a[(3 * k) + i]);
            c00 += a0 * b0;
            c01 += a0 * b1;
            c10 += a1 * b0;
            c11 += a1 * b1;
            c20 += a2 * b0;
            c21 += a2 * b1;
            c30 += a3 * b0;
            c31 += a3 * b1;
        }

        c00.CopyTo(c);
        c01.CopyTo(c[width..]);
        c10.CopyTo(c[n..]);
        c11.CopyTo(c[(n + width)..]);
        c20.CopyTo(c[(2 * n)..]);
        c21.CopyTo(c[((2 * n) + width)..]);
        c30.CopyTo(c[(3 * n)..]);
        c31.CopyTo(c[((3 * n) + width)..]);
    }

    private static void MultiplyEdge(float[] a, float[] b, float[] c, (int Start, int End) rows, (int Start, int End) columns, int k, int n)
    {
        for (var row = rows.Start; row < rows.End; row++)
            for (var column = columns.Start; column < columns.End; column++)
            {
                float sum = 0;
                for (var i = 0; i < k; i++)
                    sum += a[(row * k) + i] * b[(i * n) + column];
                c[(row * n) + column] = sum;
            }
    }
}
