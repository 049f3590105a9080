using HwGen.Core.IO;
using MathNet.Numerics.LinearAlgebra.Double;

namespace HwGen.Pruner.Pruning;

/// <summary>Exact least-squares solutions by Cholesky factorization.</summary>
internal static class LeastSquares
{
    /// <summary>The best values on a given support: v_S = H_SS^-1 (H w)_S for each output channel.</summary>
    /// <param name="problem">W and H</param>
    /// <param name="support">K x N, nonzero where a weight stays</param>
    public static Tensor<double> Refit(LayerProblem problem, Tensor<double> support)
    {
        var gram = problem.Gram ?? throw new InvalidOperationException("a refit needs the statistics of samples");
        var target = Multiply(gram, problem.Weights);
        var (k, n) = (problem.K, problem.N);
        var result = new Tensor<double>(k, n);
        Parallel.For(0, n, column =>
        {
            int[] kept = [.. Enumerable.Range(0, k).Where(i => support.Values[(i * n) + column] != 0)];
            if (kept.Length == 0)
                return;
            var matrix = DenseMatrix.Create(kept.Length, kept.Length, (i, j) => gram[(kept[i] * k) + kept[j]]);
            var right = DenseVector.Create(kept.Length, i => target.Values[(kept[i] * n) + column]);
            var solution = matrix.Cholesky().Solve(right);
            for (var i = 0; i < kept.Length; i++)
                result.Values[(kept[i] * n) + column] = solution[i];
        });
        return result;
    }

    /// <summary>H B.</summary>
    public static Tensor<double> Multiply(double[] gram, Tensor<double> right) =>
        DoubleGemm.Multiply(new Tensor<double>(gram, right.Shape[0], right.Shape[0]), right);

    /// <summary>Sum over output channels of b' H b: the power of an output.</summary>
    public static double Power(double[] gram, Tensor<double> weights)
    {
        double sum = 0;
        foreach (var power in Powers(gram, weights))
            sum += power;
        return sum;
    }

    /// <summary>b' H b of each output channel [N].</summary>
    public static double[] Powers(double[] gram, Tensor<double> weights)
    {
        var product = Multiply(gram, weights);
        var n = weights.Shape[1];
        var powers = new double[n];
        for (var i = 0; i < product.Count; i++)
            powers[i % n] += product.Values[i] * weights.Values[i];
        return powers;
    }

    public static Tensor<double> Subtract(Tensor<double> first, Tensor<double> second) =>
        new([.. first.Values.Zip(second.Values, (a, b) => a - b)], first.Shape);
}
