using System.Numerics;
using System.Runtime.InteropServices;
using HwGen.Core.Numerics;

namespace HwGen.Core.Golden;

/// <summary>The definition of a GEMM: dense integer matrices, exact sums. Knows nothing of sparsity or images.</summary>
public static class GoldenGemm
{
    /// <summary>output[m,n] = sum over k of activation[m,k] * weight[k,n].</summary>
    /// <param name="activations">M x K, any int32</param>
    /// <param name="weights">K x N, any int32</param>
    /// <returns>M x N, exact</returns>
    /// <exception cref="ArgumentException">the two K differ</exception>
    /// <exception cref="OverflowException">a sum does not fit 64 bits</exception>
    public static Matrix<long> Multiply(Matrix<int> activations, Matrix<int> weights)
    {
        if (activations.Columns != weights.Rows)
            throw new ArgumentException($"activations have {activations.Columns} columns, weights {weights.Rows} rows; must be equal", nameof(weights));
        Int128 bound = (Int128)Largest(activations.Values) * Largest(weights.Values) * activations.Columns;
        return bound <= int.MaxValue ? MultiplyNarrow(activations, weights) : MultiplyWide(activations, weights);
    }

    /// <summary>The same, by weights other than 0 alone: for depthwise layers, which have few.</summary>
    public static Matrix<long> MultiplyNonzero(Matrix<int> activations, Matrix<int> weights)
    {
        if (activations.Columns != weights.Rows)
            throw new ArgumentException($"activations have {activations.Columns} columns, weights {weights.Rows} rows; must be equal", nameof(weights));
        (int K, long Weight)[][] columns = [.. Enumerable.Range(0, weights.Columns).Select(n =>
            Enumerable.Range(0, weights.Rows).Where(k => weights[k, n] != 0).Select(k => (k, (long)weights[k, n])).ToArray())];
        var sums = new long[checked(activations.Rows * weights.Columns)];
        for (int m = 0; m < activations.Rows; m++)
        {
            ReadOnlySpan<int> row = activations.Row(m);
            for (int n = 0; n < columns.Length; n++)
                foreach ((int k, long weight) in columns[n])
                    sums[(m * columns.Length) + n] = checked(sums[(m * columns.Length) + n] + (row[k] * weight));
        }

        return Matrix<long>.Adopt(activations.Rows, weights.Columns, sums);
    }

    /// <summary>Adds bias[n] to every row, exact.</summary>
    /// <param name="sums">M x N</param>
    /// <param name="bias">[N]</param>
    public static Matrix<long> AddBias(Matrix<long> sums, IReadOnlyList<int> bias) =>
        Matrix<long>.Create(sums.Rows, sums.Columns, (m, n) => checked(sums[m, n] + bias[n]));

    private static long Largest(ReadOnlySpan<int> values)
    {
        ReadOnlySpan<Vector<int>> vectors = MemoryMarshal.Cast<int, Vector<int>>(values);
        Vector<int> low = Vector<int>.Zero;
        Vector<int> high = Vector<int>.Zero;
        foreach (Vector<int> vector in vectors)
        {
            low = Vector.Min(low, vector);
            high = Vector.Max(high, vector);
        }

        long largest = 0;
        for (int i = 0; i < Vector<int>.Count; i++)
            largest = Math.Max(largest, Math.Max(-(long)low[i], high[i]));
        foreach (int value in values[(vectors.Length * Vector<int>.Count)..])
            largest = Math.Max(largest, Math.Abs((long)value));
        return largest;
    }

    private static Matrix<long> MultiplyWide(Matrix<int> activations, Matrix<int> weights)
    {
        var sums = new long[checked(activations.Rows * weights.Columns)];
        for (int m = 0; m < activations.Rows; m++)
        {
            Span<long> row = sums.AsSpan(m * weights.Columns, weights.Columns);
            for (int k = 0; k < weights.Rows; k++)
            {
                long activation = activations[m, k];
                ReadOnlySpan<int> weight = weights.Row(k);
                for (int n = 0; n < row.Length; n++)
                    row[n] = checked(row[n] + (activation * weight[n]));
            }
        }

        return Matrix<long>.Adopt(activations.Rows, weights.Columns, sums);
    }

    // Only where no sum can leave 32 bits, which Multiply has proven: eight or more products an instruction.
    private static Matrix<long> MultiplyNarrow(Matrix<int> activations, Matrix<int> weights)
    {
        var sums = new long[checked(activations.Rows * weights.Columns)];
        var row = new int[weights.Columns];
        Span<Vector<int>> vectors = MemoryMarshal.Cast<int, Vector<int>>(row.AsSpan());
        for (int m = 0; m < activations.Rows; m++)
        {
            Array.Clear(row);
            for (int k = 0; k < weights.Rows; k++)
            {
                int activation = activations[m, k];
                if (activation == 0)
                    continue;
                ReadOnlySpan<int> weight = weights.Row(k);
                ReadOnlySpan<Vector<int>> weightVectors = MemoryMarshal.Cast<int, Vector<int>>(weight);
                for (int i = 0; i < vectors.Length; i++)
                    vectors[i] += weightVectors[i] * activation;
                for (int n = vectors.Length * Vector<int>.Count; n < row.Length; n++)
                    row[n] += weight[n] * activation;
            }

            for (int n = 0; n < row.Length; n++)
                sums[(m * row.Length) + n] = row[n];
        }

        return Matrix<long>.Adopt(activations.Rows, weights.Columns, sums);
    }
}
