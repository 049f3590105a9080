using System.Numerics;
using HwGen.Core.IO;
using HwGen.Core.Numerics;

namespace HwGen.Pruner.Numerics;

/// <summary>H = L L', and what is solved with it, in blocks, so that nearly all the work is matrix multiplication.</summary>
/// <remarks>MathNet.Numerics has the same without blocks: for 4096 k and as many right-hand sides it takes minutes.</remarks>
internal sealed class CholeskyFactor
{
    private const int Block = 128;

    private const int SlabColumns = 512;

    private readonly int _k;

    private CholeskyFactor(int k) => (_k, Lower) = (k, new double[k * k]);

    /// <summary>L, K x K, 0 above the diagonal.</summary>
    public double[] Lower { get; }

    /// <param name="gram">H, K x K, symmetric and positive definite; read below the diagonal</param>
    /// <param name="k">K</param>
    public static CholeskyFactor Of(double[] gram, int k)
    {
        var factor = new CholeskyFactor(k);
        for (var first = 0; first < k; first += Block)
            factor.FactorPanel(gram, first, Math.Min(Block, k - first));
        return factor;
    }

    /// <summary>H^-1 B.</summary>
    /// <param name="right">B, K x N</param>
    public Tensor<double> Solve(Tensor<double> right)
    {
        var solution = new Tensor<double>(_k, right.Shape[1]);
        var known = new double[_k * Math.Min(SlabColumns, right.Shape[1])];
        for (var start = 0; start < right.Shape[1]; start += SlabColumns)
            SolveSlab(right, solution, start, known);
        return solution;
    }

    // A slab of columns at a time, so that what is held beside B and the solution stays small.
    private void SolveSlab(Tensor<double> right, Tensor<double> solution, int start, double[] known)
    {
        var (all, n) = (right.Shape[1], Math.Min(SlabColumns, right.Shape[1] - start));
        var x = new double[_k * n];
        for (var row = 0; row < _k; row++)
            Array.Copy(right.Values, (row * all) + start, x, row * n, n);
        for (var first = 0; first < _k; first += Block)
        {
            var count = Math.Min(Block, _k - first);
            Subtract(x, first, count, Part(first, count, 0, first), x, n);
            Substitute(x, first, count, n, isForward: true);
        }

        for (var first = (_k - 1) / Block * Block; first >= 0; first -= Block)
        {
            var count = Math.Min(Block, _k - first);
            Array.Copy(x, (first + count) * n, known, 0, (_k - first - count) * n);
            Subtract(x, first, count, Turned(first + count, _k - first - count, first, count), known, n);
            Substitute(x, first, count, n, isForward: false);
        }

        for (var row = 0; row < _k; row++)
            Array.Copy(x, row * n, solution.Values, (row * all) + start, n);
    }

    // Columns first to first + count of L, from the diagonal down: what the columns before them leave of H, divided by their diagonal block.
    private void FactorPanel(double[] gram, int first, int count)
    {
        var rows = _k - first;
        var panel = new double[rows * count];
        PanelGemm.Multiply(Part(first, rows, 0, first), Turned(first, count, 0, first), panel, rows, first, count);
        for (var row = 0; row < rows; row++)
            for (var column = 0; column < count; column++)
                panel[(row * count) + column] = gram[((first + row) * _k) + first + column] - panel[(row * count) + column];
        for (var row = 0; row < count; row++)
            Divide(panel, row, count, row);
        Parallel.For(count, Math.Max(count, rows), row => Divide(panel, row, count, count));
        for (var row = 0; row < rows; row++)
            Array.Copy(panel, row * count, Lower, ((first + row) * _k) + first, Math.Min(count, row + 1));
    }

    // A row of L from what is left of H there; one of the diagonal block ends with the root on the diagonal.
    private static void Divide(double[] panel, int row, int count, int length)
    {
        var values = panel.AsSpan(row * count, count);
        for (var j = 0; j < length; j++)
            values[j] = (values[j] - Dot(values[..j], panel.AsSpan(j * count, j))) / panel[(j * count) + j];
        if (length == count)
            return;
        var power = values[length] - Dot(values[..length], values[..length]);
        values[length] = power > 0 ? Math.Sqrt(power) : throw new ArithmeticException("a Gram matrix is not positive definite");
    }

    // x_first.. -= part * known, known being N wide.
    private void Subtract(double[] x, int first, int count, double[] part, double[] known, int n)
    {
        var product = new double[count * n];
        PanelGemm.Multiply(part, known, product, count, part.Length / count, n);
        for (var i = 0; i < product.Length; i++)
            x[(first * n) + i] -= product[i];
    }

    // Solves with the diagonal block, or with its transpose; output channels are independent.
    private void Substitute(double[] x, int first, int count, int n, bool isForward)
    {
        const int Columns = 64;
        Parallel.For(0, (n + Columns - 1) / Columns, task =>
        {
            var (start, width) = (task * Columns, Math.Min(Columns, n - (task * Columns)));
            for (var step = 0; step < count; step++)
            {
                var i = isForward ? first + step : first + count - 1 - step;
                var row = x.AsSpan((i * n) + start, width);
                for (var j = isForward ? first : i + 1; j < (isForward ? i : first + count); j++)
                    PanelGemm.AddScaled(row, x.AsSpan((j * n) + start, width), -Lower[isForward ? (i * _k) + j : (j * _k) + i]);
                for (var column = 0; column < width; column++)
                    row[column] /= Lower[(i * _k) + i];
            }
        });
    }

    private double[] Part(int row, int rows, int column, int columns)
    {
        var part = new double[rows * columns];
        for (var i = 0; i < rows; i++)
            Array.Copy(Lower, ((row + i) * _k) + column, part, i * columns, columns);
        return part;
    }

    // The same transposed, columns x rows.
    private double[] Turned(int row, int rows, int column, int columns)
    {
        var part = new double[rows * columns];
        for (var i = 0; i < rows; i++)
            for (var j = 0; j < columns; j++)
                part[(j * rows) + i] = Lower[((row + i) * _k) + column + j];
        return part;
    }

    private static double Dot(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        var width = Vector<double>.Count;
        var (sum, i) = (Vector<double>.Zero, 0);
        for (; i + width <= first.Length; i += width)
            sum += new Vector<double>(first[i..]) * new Vector<double>(second[i..]);
        var dot = Vector.Sum(sum);
        for (; i < first.Length; i++)
            dot += first[i] * second[i];
        return dot;
    }
}
