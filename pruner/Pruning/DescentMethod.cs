using System.Numerics;
using HwGen.Core.IO;

namespace HwGen.Pruner.Pruning;

/// <summary>Block coordinate descent on supports: one block after the other takes the support and the values that are best given all
/// other blocks, until no support changes; then an exact refit.</summary>
/// <remarks>Every step is the exact minimum over its block, so the error only falls. It starts from <see cref="RefitMethod"/> and is the
/// same where the structure is not N:M or a block has more than <see cref="MostSupports"/> supports. A block that starts empty stays
/// empty, so that whole blocks that are gone do not come back.</remarks>
public sealed class DescentMethod : IPruningMethod
{
    public const int MostSupports = 500;

    private const int MostSweeps = 30;

    private const int LeastSweeps = 4;

    public string Name => "descent";

    public bool NeedsStatistics => true;

    public Tensor<double> Prune(LayerProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var start = new RefitMethod().Prune(problem);
        if (Fine(problem.Structure) is not { } structure || SupportTable.CountOf(structure.Block, structure.Kept) > MostSupports)
            return start;
        var gram = problem.Gram ?? throw new InvalidOperationException("descent needs the statistics of samples");
        var table = SupportTable.Of(structure, gram, problem.K);
        var target = LeastSquares.Multiply(gram, problem.Weights);
        var residual = LeastSquares.Multiply(gram, start);
        var (k, n) = (problem.K, problem.N);
        var result = new Tensor<double>(k, n);
        Parallel.For(0, n, column =>
        {
            var values = Column(start, column);
            Descend(table, gram, Column(target, column), Column(residual, column), values);
            for (var i = 0; i < k; i++)
                result.Values[(i * n) + column] = values[i];
        });
        return LeastSquares.Refit(problem, result);
    }

    private static NmStructure? Fine(IWeightStructure structure) =>
        structure as NmStructure ?? (structure as HierarchicalStructure)?.Fine;

    private static double[] Column(Tensor<double> matrix, int column) =>
        [.. Enumerable.Range(0, matrix.Shape[0]).Select(i => matrix.Values[(i * matrix.Shape[1]) + column])];

    // residual is H v throughout.
    private static void Descend(IReadOnlyList<SupportTable> table, double[] gram, double[] target, double[] residual, double[] values)
    {
        var chosen = new int[table.Count];
        Array.Fill(chosen, -1);
        SupportTable[] groups = [.. table.Where(group => values.AsSpan(group.First, group.Length).ContainsAnyExcept(0.0))];
        for (var sweep = 0; sweep < MostSweeps; sweep++)
        {
            var hasChanged = false;
            for (var g = 0; g < groups.Length; g++)
            {
                var group = groups[g];
                var (support, solution) = group.Best(RightSide(group, gram, target, residual, values));
                hasChanged |= support != chosen[g];
                chosen[g] = support;
                Move(group, gram, residual, values, support, solution);
            }

            if (!hasChanged && sweep + 1 >= LeastSweeps)
                return;
        }
    }

    // What the block has to explain if it were empty.
    private static double[] RightSide(SupportTable group, double[] gram, double[] target, double[] residual, double[] values)
    {
        var k = values.Length;
        var right = new double[group.Length];
        for (var i = 0; i < right.Length; i++)
        {
            var at = group.First + i;
            right[i] = target[at] - residual[at];
            for (var j = 0; j < right.Length; j++)
                right[i] += gram[(at * k) + group.First + j] * values[group.First + j];
        }

        return right;
    }

    private static void Move(SupportTable group, double[] gram, double[] residual, double[] values, int support, double[] solution)
    {
        var next = new double[group.Length];
        for (var i = 0; i < solution.Length; i++)
            next[group.Supports[support][i]] = solution[i];
        for (var i = 0; i < next.Length; i++)
        {
            var change = next[i] - values[group.First + i];
            if (change != 0)
                AddScaled(residual, gram.AsSpan((group.First + i) * values.Length, values.Length), change);
            values[group.First + i] = next[i];
        }
    }

    private static void AddScaled(Span<double> sum, ReadOnlySpan<double> row, double factor)
    {
        var width = Vector<double>.Count;
        var i = 0;
        for (; i + width <= row.Length; i += width)
            (new Vector<double>(sum[i..]) + (new Vector<double>(row[i..]) * factor)).CopyTo(sum[i..]);
        for (; i < row.Length; i++)
            sum[i] += row[i] * factor;
    }
}
