using System.Numerics;
using System.Runtime.CompilerServices;

namespace HwGen.Pruner.Numerics;

/// <summary>Matrix multiplication on all processors, in float or double: B in panels of two vectors, A in steps of four rows.</summary>
internal static class PanelGemm
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
    public static void Multiply<T>(T[] a, T[] b, T[] c, int m, int k, int n)
        where T : unmanaged, INumber<T> =>
        Parallel.For(0, (m + RowsPerTask - 1) / RowsPerTask, task =>
        {
            var (start, end) = (task * RowsPerTask, Math.Min(m, (task + 1) * RowsPerTask));
            var panel = new T[k * PanelColumns<T>()];
            for (var column = 0; column < n; column += PanelColumns<T>())
            {
                var width = Math.Min(PanelColumns<T>(), n - column);
                for (var i = 0; i < k; i++)
                    b.AsSpan((i * n) + column, width).CopyTo(panel.AsSpan(i * PanelColumns<T>()));
                var row = start;
                for (; row + RowsPerStep <= end && width == PanelColumns<T>(); row += RowsPerStep)
                    MultiplyBlock<T>(a.AsSpan(row * k), panel, c.AsSpan((row * n) + column), k, n);
                for (; row < end; row++)
                    MultiplyRow<T>(a.AsSpan(row * k, k), panel, c.AsSpan((row * n) + column, width));
            }
        });

    /// <summary>sum += factor * row.</summary>
    public static void AddScaled<T>(Span<T> sum, ReadOnlySpan<T> row, T factor)
        where T : unmanaged, INumber<T>
    {
        var width = Vector<T>.Count;
        var i = 0;
        for (; i + width <= row.Length; i += width)
            (new Vector<T>(sum[i..]) + (new Vector<T>(row[i..]) * factor)).CopyTo(sum[i..]);
        for (; i < row.Length; i++)
            sum[i] += row[i] * factor;
    }

    private static int PanelColumns<T>()
        where T : unmanaged => 2 * Vector<T>.Count;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyBlock<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> panel, Span<T> c, int k, int n)
        where T : unmanaged, INumber<T>
    {
        var width = Vector<T>.Count;
        Vector<T> c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default, c30 = default, c31 = default;
        for (var i = 0; i < k; i++)
        {
            var b0 = new Vector<T>(panel[(2 * i * width)..]);
            var b1 = new Vector<T>(panel[(((2 * i) + 1) * width)..]);
            var a0 = new Vector<T>(a[i]);
            var a1 = new Vector<T>(a[k + i]);
            var a2 = new Vector<T>(a[(2 * k) + i]);
            var a3 = new Vector<T>(a[(3 * k) + i]);
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

    private static void MultiplyRow<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> panel, Span<T> c)
        where T : unmanaged, INumber<T>
    {
        c.Clear();
        for (var i = 0; i < a.Length; i++)
            AddScaled(c, panel.Slice(i * PanelColumns<T>(), c.Length), a[i]);
    }
}
