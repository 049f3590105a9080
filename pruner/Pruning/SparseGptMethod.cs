using HwGen.Core.IO;
using HwGen.Core.Numerics;

namespace HwGen.Pruner.Pruning;

/// <summary>One pass along K: a block loses the weights that cost least, and all k behind it make up for them. The fast method for large
/// layers.</summary>
/// <remarks>With H^-1 = U'U, U upper: a weight costs w^2 / U_jj^2. Trailing k are updated in panels. Structures that need the scores of
/// the whole layer get those of the first k on, which no update has changed. Source: Frantar and Alistarh, arXiv:2301.00774.</remarks>
public sealed class SparseGptMethod : IPruningMethod
{
    private const int LeastPanel = 128;

    private const int RowsPerUpdate = 512;

    public string Name => "sparsegpt";

    public bool NeedsStatistics => true;

    public Tensor<double> Prune(LayerProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var gram = problem.Gram ?? throw new InvalidOperationException("sparsegpt needs the statistics of samples");
        var (k, n) = (problem.K, problem.N);
        var factor = TriangularFactor.OfInverse(gram, k);
        var weights = new Tensor<double>([.. problem.Weights.Values], k, n);
        var keep = problem.Structure.ChoosesBlocksAlone ? null : problem.Structure.Choose(Scores(weights, factor, 0, k));
        var block = problem.Structure.ChoosesBlocksAlone ? problem.Structure.Typical?.Block ?? 1 : 1;
        var panel = (LeastPanel + block - 1) / block * block;
        for (var first = 0; first < k; first += panel)
        {
            var end = Math.Min(k, first + panel);
            var errors = new Tensor<double>(end - first, n);
            for (var start = first; start < end; start += block)
            {
                var length = Math.Min(block, end - start);
                var stays = keep?.AsSpan(start * n, length * n).ToArray() ?? problem.Structure.Choose(Scores(weights, factor, start, length));
                for (var row = start; row < start + length; row++)
                    RemoveRow(weights, factor, stays.AsSpan((row - start) * n, n), errors.Values.AsSpan((row - first) * n, n), row, end);
            }

            UpdateBehind(weights, factor, errors, first, end);
        }

        return weights;
    }

    private static Tensor<double> Scores(Tensor<double> weights, Tensor<double> factor, int first, int count)
    {
        var n = weights.Shape[1];
        var scores = new Tensor<double>(count, n);
        for (var row = 0; row < count; row++)
        {
            var diagonal = factor.Values[((first + row) * factor.Shape[1]) + first + row];
            for (var j = 0; j < n; j++)
            {
                var scaled = weights.Values[((first + row) * n) + j] / diagonal;
                scores.Values[(row * n) + j] = scaled * scaled;
            }
        }

        return scores;
    }

    // errors = what was removed / U_jj; the rows up to the end of the panel make up for it at once.
    private static void RemoveRow(Tensor<double> weights, Tensor<double> factor, ReadOnlySpan<bool> stays, Span<double> errors, int row, int end)
    {
        var (k, n) = (weights.Shape[0], weights.Shape[1]);
        for (var j = 0; j < n; j++)
            if (!stays[j])
            {
                errors[j] = weights.Values[(row * n) + j] / factor.Values[(row * k) + row];
                weights.Values[(row * n) + j] = 0;
            }

        for (var behind = row + 1; behind < end; behind++)
            PanelGemm.AddScaled(weights.Values.AsSpan(behind * n, n), errors, -factor.Values[(row * k) + behind]);
    }

    private static void UpdateBehind(Tensor<double> weights, Tensor<double> factor, Tensor<double> errors, int first, int end)
    {
        var (k, n) = (weights.Shape[0], weights.Shape[1]);
        for (var start = end; start < k; start += RowsPerUpdate)
        {
            var part = new Tensor<double>(Math.Min(RowsPerUpdate, k - start), end - first);
            for (var i = 0; i < part.Count; i++)
                part.Values[i] = factor.Values[((first + (i % part.Shape[1])) * k) + start + (i / part.Shape[1])];
            var change = DoubleGemm.Multiply(part, errors).Values;
            for (var i = 0; i < change.Length; i++)
                weights.Values[(start * n) + i] -= change[i];
        }
    }
}
