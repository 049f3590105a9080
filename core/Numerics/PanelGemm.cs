using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace HwGen.Core.Numerics;

/// <summary>Matrix multiplication on all processors, in float or double: B in panels of two vectors, A in steps of four rows.</summary>
public static class PanelGemm
{
    private const int RowsPerStep = 4;

    private const int RowsPerTask = 64;

    // Products below this many are not worth waking another processor for.
    private const long LeastShared = 1 << 20;

    /// <summary>c = a b.</summary>
    /// <param name="a">M x K</param>
    /// <param name="b">K x N</param>
    /// <param name="c">M x N, overwritten</param>
    /// <param name="m">rows of a</param>
    /// <param name="k">columns of a</param>
    /// <param name="n">columns of b</param>
    public static void Multiply<T>(T[] a, T[] b, T[] c, int m, int k, int n)
        where T : unmanaged, INumber<T>
    {
        var tasks = (m + RowsPerTask - 1) / RowsPerTask;
        if (tasks == 1 || (long)m * k * n < LeastShared)
            for (var task = 0; task < tasks; task++)
                MultiplyRows(a, b, c, (task * RowsPerTask, Math.Min(m, (task + 1) * RowsPerTask)), k, n);
        else
            Parallel.For(0, tasks, task => MultiplyRows(a, b, c, (task * RowsPerTask, Math.Min(m, (task + 1) * RowsPerTask)), k, n));
    }

    private static void MultiplyRows<T>(T[] a, T[] b, T[] c, (int Start, int End) rows, int k, int n)
        where T : unmanaged, INumber<T>
    {
        var panel = new T[k * PanelColumns<T>()];
        for (var column = 0; column < n; column += PanelColumns<T>())
        {
            var width = Math.Min(PanelColumns<T>(), n - column);
            for (var i = 0; i < k; i++)
                b.AsSpan((i * n) + column, width).CopyTo(panel.AsSpan(i * PanelColumns<T>()));
            var row = rows.Start;
            for (; row + RowsPerStep <= rows.End && width == PanelColumns<T>(); row += RowsPerStep)
                MultiplyBlock<T>(a.AsSpan(row * k), panel, c.AsSpan((row * n) + column), k, n);
            for (; row < rows.End; row++)
                MultiplyRow<T>(a.AsSpan(row * k, k), panel, c.AsSpan((row * n) + column, width));
        }
    }

    /// <summary>Columns of a panel: what <see cref="Pack"/> takes N to be a multiple of.</summary>
    public static int PanelColumns<T>()
        where T : unmanaged => 2 * Vector<T>.Count;

    /// <summary>The panels of b one after the other, for a b that is used many times.</summary>
    /// <param name="b">K x N, N a multiple of <see cref="PanelColumns"/></param>
    /// <param name="k">rows of b</param>
    /// <param name="n">columns of b</param>
    public static T[] Pack<T>(T[] b, int k, int n)
        where T : unmanaged, INumber<T>
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(n % PanelColumns<T>(), 0);
        var packed = new T[k * n];
        for (var column = 0; column < n; column += PanelColumns<T>())
            for (var i = 0; i < k; i++)
                b.AsSpan((i * n) + column, PanelColumns<T>()).CopyTo(packed.AsSpan((column * k) + (i * PanelColumns<T>())));
        return packed;
    }

    /// <summary>c = a b, on this processor alone.</summary>
    /// <param name="a">M x K</param>
    /// <param name="packed">b as <see cref="Pack"/> gives it</param>
    /// <param name="c">M x N, overwritten</param>
    /// <param name="m">rows of a, a multiple of 4</param>
    /// <param name="k">columns of a</param>
    /// <param name="n">columns of b</param>
    public static void MultiplyPacked<T>(T[] a, T[] packed, T[] c, int m, int k, int n)
        where T : unmanaged, INumber<T>
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(m % RowsPerStep, 0);
        for (var column = 0; column < n; column += PanelColumns<T>())
            for (var row = 0; row < m; row += RowsPerStep)
                MultiplyBlock<T>(a.AsSpan(row * k), packed.AsSpan(column * k), c.AsSpan((row * n) + column), k, n);
    }

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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyBlock<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> panel, Span<T> c, int k, int n)
        where T : unmanaged, INumber<T>
    {
        var width = Vector<T>.Count;
        Vector<T> c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default, c30 = default, c31 = default;
        ref var a0 = ref MemoryMarshal.GetReference(a[..(4 * k)]);
        ref var a1 = ref Unsafe.Add(ref a0, k);
        ref var a2 = ref Unsafe.Add(ref a1, k);
        ref var a3 = ref Unsafe.Add(ref a2, k);
        ref var from = ref MemoryMarshal.GetReference(panel[..(2 * width * k)]);
        for (var i = 0; i < k; i++)
        {
            var b0 = Vector.LoadUnsafe(ref from);
            var b1 = Vector.LoadUnsafe(ref from, (nuint)width);
            from = ref Unsafe.Add(ref from, 2 * width);
            var value = new Vector<T>(Unsafe.Add(ref a0, i));
            c00 = AddProduct(value, b0, c00);
            c01 = AddProduct(value, b1, c01);
            value = new Vector<T>(Unsafe.Add(ref a1, i));
            c10 = AddProduct(value, b0, c10);
            c11 = AddProduct(value, b1, c11);
            value = new Vector<T>(Unsafe.Add(ref a2, i));
            c20 = AddProduct(value, b0, c20);
            c21 = AddProduct(value, b1, c21);
            value = new Vector<T>(Unsafe.Add(ref a3, i));
            c30 = AddProduct(value, b0, c30);
            c31 = AddProduct(value, b1, c31);
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

    // The compiler knows T, so that one of the three stays.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> AddProduct<T>(Vector<T> a, Vector<T> b, Vector<T> sum)
        where T : unmanaged, INumber<T> =>
        typeof(T) == typeof(float) ? Vector.FusedMultiplyAdd(a.As<T, float>(), b.As<T, float>(), sum.As<T, float>()).As<float, T>()
        : typeof(T) == typeof(double) ? Vector.FusedMultiplyAdd(a.As<T, double>(), b.As<T, double>(), sum.As<T, double>()).As<double, T>()
        : sum + (a * b);

    private static void MultiplyRow<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> panel, Span<T> c)
        where T : unmanaged, INumber<T>
    {
        c.Clear();
        for (var i = 0; i < a.Length; i++)
            AddScaled(c, panel.Slice(i * PanelColumns<T>(), c.Length), a[i]);
    }
}
