using MathNet.Numerics.LinearAlgebra.Double;

namespace HwGen.Pruner.Pruning;

/// <summary>Every support of one block, with the inverse of H on it.</summary>
internal sealed record SupportTable : BlockSearch
{
    private readonly int[][] _supports;
    private readonly double[][] _inverses;

    private SupportTable(int first, int length, int[][] supports, double[][] inverses)
        : base(first, length) => (_supports, _inverses) = (supports, inverses);

    /// <param name="gram">H, K x K</param>
    /// <param name="k">K</param>
    /// <param name="block">where it stands</param>
    /// <param name="supports">places in the block</param>
    public static SupportTable Of(double[] gram, int k, (int First, int Length) block, IReadOnlyList<int[]> supports) =>
        new(block.First, block.Length, [.. supports], [.. supports.Select(s => Inverse(gram, k, block.First, s))]);

    /// <summary>The support that explains most, the first on a tie.</summary>
    public override double[] Best(double[] right, ReadOnlySpan<double> current)
    {
        var best = 0;
        var bestGain = double.NegativeInfinity;
        for (var s = 0; s < _supports.Length; s++)
        {
            var gain = Gain(right, _supports[s], _inverses[s]);
            if (gain > bestGain)
                (best, bestGain) = (s, gain);
        }

        var values = new double[Length];
        var solution = Solve(right, _supports[best], _inverses[best]);
        for (var i = 0; i < solution.Length; i++)
            values[_supports[best][i]] = solution[i];
        return values;
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
}
