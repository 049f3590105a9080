using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra.Double;

namespace HwGen.Pruner.Pruning;

/// <summary>Every support of one block, with the inverse of H on it.</summary>
internal sealed class SupportTable
{
    private readonly double[][] _inverses;

    private SupportTable(int first, int length, int[][] supports, double[][] inverses)
    {
        First = first;
        Length = length;
        Supports = supports;
        _inverses = inverses;
    }

    /// <summary>First k of the block.</summary>
    public int First { get; }

    /// <summary>Weights of the block; the last one may be shorter.</summary>
    public int Length { get; }

    /// <summary>In lexicographic order, each ascending.</summary>
    public int[][] Supports { get; }

    public static double CountOf(int block, int kept) => SpecialFunctions.Binomial(block, Math.Min(kept, block));

    /// <summary>One table for each block.</summary>
    public static IReadOnlyList<SupportTable> Of(NmStructure structure, double[] gram, int k)
    {
        var tables = new SupportTable[(k + structure.Block - 1) / structure.Block];
        Parallel.For(0, tables.Length, g =>
        {
            var first = g * structure.Block;
            var length = Math.Min(structure.Block, k - first);
            int[][] supports = [.. Subsets(length, Math.Min(structure.Kept, length))];
            tables[g] = new SupportTable(first, length, supports, [.. supports.Select(s => Inverse(gram, k, first, s))]);
        });
        return tables;
    }

    /// <summary>The support that explains most of the right-hand side, the first on a tie, and its values.</summary>
    public (int Support, double[] Values) Best(double[] right)
    {
        var best = 0;
        var bestGain = double.NegativeInfinity;
        for (var s = 0; s < Supports.Length; s++)
        {
            var gain = Gain(right, Supports[s], _inverses[s]);
            if (gain > bestGain)
                (best, bestGain) = (s, gain);
        }

        return (best, Solve(right, Supports[best], _inverses[best]));
    }

    private static double Gain(double[] right, int[] support, double[] inverse)
    {
        double gain = 0;
        for (var i = 0; i < support.Length; i++)
        {
            double value = 0;
            for (var j = 0; j < support.Length; j++)
                value += inverse[(i * support.Length) + j] * right[support[j]];
            gain += value * right[support[i]];
        }

        return gain;
    }

    private static double[] Solve(double[] right, int[] support, double[] inverse)
    {
        var values = new double[support.Length];
        for (var i = 0; i < support.Length; i++)
            for (var j = 0; j < support.Length; j++)
                values[i] += inverse[(i * support.Length) + j] * right[support[j]];
        return values;
    }

    private static double[] Inverse(double[] gram, int k, int first, int[] support)
    {
        var matrix = DenseMatrix.Create(support.Length, support.Length, (i, j) => gram[((first + support[i]) * k) + first + support[j]]);
        return matrix.Cholesky().Solve(DenseMatrix.CreateIdentity(support.Length)).ToRowMajorArray();
    }

    private static IEnumerable<int[]> Subsets(int length, int count)
    {
        int[] subset = [.. Enumerable.Range(0, count)];
        while (true)
        {
            yield return [.. subset];
            var place = count - 1;
            while (place >= 0 && subset[place] == length - count + place)
                place--;
            if (place < 0)
                yield break;
            subset[place]++;
            for (var i = place + 1; i < count; i++)
                subset[i] = subset[i - 1] + 1;
        }
    }
}
