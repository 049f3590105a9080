using System.Numerics;
using System.Runtime.CompilerServices;
using HwGen.Core.IO;

namespace HwGen.Pruner.Pruning;

/// <summary>Matrix multiplication in double on all processors.</summary>
internal static class DoubleGemm
{
    private const int RowsPerStep = 4;

    private const int RowsPerTask = 64;

    private static int PanelColumns => 2 * Vector<double>.Count;

    /// <summary>A B.</summary>
    /// <param name="a">M x K</param>
    /// <param name="b">K x N</param>
    public static Tensor<double> Multiply(Tensor<double> a, Tensor<double> b)
    {
        var product = new Tensor<double>(a.Shape[0], b.Shape[1]);
        Multiply(a.Values, b.Values, product.Values, a.Shape[0], a.Shape[1], b.Shape[1]);
        return product;
    }

    /// <summary>c = a b.</summary>
    /// <param name="a">M x K</param>
    /// <param name="b">K x N</param>
    /// <param name="c">M x N, overwritten</param>
    /// <param name="m">rows of a</param>
    /// <param name="k">columns of a</param>
    /// <param name="n">columns of b</param>
    public static void Multiply(double[] a, double[] b, double[] c, int m, int k, int n) =>
        Parallel.For(0, (m + RowsPerTask - 1) / RowsPerTask, task =>
        {
            var (start, end) = (task * RowsPerTask, Math.Min(m, (task + 1) * RowsPerTask));
            var panel = new double[k * PanelColumns];
            for (var column = 0; column < n; column += PanelColumns)
            {
                var width = Math.Min(PanelColumns, n - column);
                for (var i = 0; i < k; i++)
                    b.AsSpan((i * n) + column, width).CopyTo(panel.AsSpan(i * PanelColumns));
                var row = start;
                for (; row + RowsPerStep <= end && width == PanelColumns; row += RowsPerStep)
                    MultiplyBlock(a.AsSpan(row * k), panel, c.AsSpan((row * n) + column), k, n);
                for (; row < end; row++)
                    MultiplyRow(a.AsSpan(row * k, k), panel, c.AsSpan((row * n) + column, width));
            }
        });

    /// <summary>sum += factor * row.</summary>
    public static void AddScaled(Span<double> sum, ReadOnlySpan<double> row, double factor)
    {
        var width = Vector<double>.Count;
        var i = 0;
        for (; i + width <= row.Length; i += width)
            (new Vector<double>(sum[i..]) + (new Vector<double>(row[i..]) * factor)).CopyTo(sum[i..]);
        for (; i < row.Length; i++)
            sum[i] += row[i] * factor;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyBlock(ReadOnlySpan<double> a, ReadOnlySpan<double> panel, Span<double> c, int k, int n)
    {
        var width = Vector<double>.Count;
        Vector<double> c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default, c30 = default, c31 = default;
        for (var i = 0; i < k; i++)
        {
            var b0 = new Vector<double>(panel[(2 * i * width)..]);
            var b1 = new Vector<double>(panel[(((2 * i) + 1) * width)..]);
            var a0 = new Vector<double>(a[i]);
            var a1 = new Vector<double>(a[k + i]);
            var a2 = new Vector<double>(a[(2 * k) + i]);
            var a3 = new Vector<double>(a[(3 * k) + i]);
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

    private static void MultiplyRow(ReadOnlySpan<double> a, ReadOnlySpan<double> panel, Span<double> c)
    {
        c.Clear();
        for (var i = 0; i < a.Length; i++)
            if (a[i] != 0)
                AddScaled(c, panel.Slice(i * PanelColumns, c.Length), a[i]);
    }
}
