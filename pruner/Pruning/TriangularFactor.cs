using HwGen.Core.IO;
using HwGen.Core.Numerics;
using HwGen.Pruner.Numerics;

namespace HwGen.Pruner.Pruning;

/// <summary>The upper triangular U with U'U = H^-1.</summary>
internal static class TriangularFactor
{
    /// <param name="gram">H, K x K, positive definite</param>
    /// <param name="k">K</param>
    public static Tensor<double> OfInverse(double[] gram, int k)
    {
        // With the order of the k turned round, the Cholesky factor of H is upper triangular, H = R R', and U = R^-1.
        var turned = new double[k * k];
        for (var i = 0; i < turned.Length; i++)
            turned[i] = gram[turned.Length - 1 - i];
        var lower = CholeskyFactor.Of(turned, k).Lower;
        var upper = new Tensor<double>(k, k);
        for (var i = 0; i < k; i++)
            for (var j = i; j < k; j++)
                upper.Values[(i * k) + j] = lower[((k - 1 - i) * k) + k - 1 - j];
        return Invert(upper, k);
    }

    // R U = 1 from the last row up: U_i = (1_i - sum over j > i of R_ij U_j) / R_ii. Columns are independent.
    private static Tensor<double> Invert(Tensor<double> upper, int k)
    {
        const int Columns = 64;
        var inverse = new Tensor<double>(k, k);
        Parallel.For(0, (k + Columns - 1) / Columns, task =>
        {
            var first = task * Columns;
            var count = Math.Min(Columns, k - first);
            for (var i = first + count - 1; i >= 0; i--)
            {
                var row = inverse.Values.AsSpan((i * k) + first, count);
                for (var j = i + 1; j < first + count; j++)
                    PanelGemm.AddScaled(row, inverse.Values.AsSpan((j * k) + first, count), -upper.Values[(i * k) + j]);
                if (i >= first)
                    row[i - first] += 1;
                for (var column = 0; column < count; column++)
                    row[column] /= upper.Values[(i * k) + i];
            }
        });
        return inverse;
    }
}
