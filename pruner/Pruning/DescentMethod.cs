using HwGen.Core.IO;
using HwGen.Core.Numerics;

namespace HwGen.Pruner.Pruning;

/// <summary>Block coordinate descent on supports: one block after the other takes the support and the values that are best given all
/// other blocks, until no support changes; then an exact refit.</summary>
/// <remarks>Every step is the exact minimum over its block, wide blocks excepted (<see cref="GreedySearch"/>), so the error only falls. It
/// starts from <see cref="AlpsMethod"/> or, in output channels where that is better, <see cref="RefitMethod"/>, channels that share blocks
/// together, and stops there where blocks do not choose for themselves. Patterns are those of the start. A block that starts empty stays empty, so that whole blocks that are gone do not come back.</remarks>
public sealed class DescentMethod : IPruningMethod
{
    private const int MostSweeps = 30;

    private const int LeastSweeps = 4;

    public string Name => "descent";

    public bool NeedsStatistics => true;

    public bool Improves => true;

    public Tensor<double> Prune(LayerProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var gram = problem.Gram ?? throw new InvalidOperationException("descent needs the statistics of samples");
        var start = Start(problem, gram);
        problem = problem with { Structure = problem.Structure.Settle(start) };
        return problem.Structure.FineOf(0) is null ? start : LeastSquares.Refit(problem, Descend(problem, start, MostSweeps));
    }

    /// <inheritdoc/>
    /// <remarks>A few sweeps from where the weights are.</remarks>
    public Tensor<double> Improve(LayerProblem problem, Tensor<double> pruned)
    {
        ArgumentNullException.ThrowIfNull(problem);
        problem = problem with { Structure = problem.Structure.Settle(pruned) };
        return problem.Structure.FineOf(0) is null ? LeastSquares.Refit(problem, pruned) : Descend(problem, pruned, LeastSweeps);
    }

    private static Tensor<double> Descend(LayerProblem problem, Tensor<double> start, int mostSweeps)
    {
        var gram = problem.Gram ?? throw new InvalidOperationException("descent needs the statistics of samples");
        IBlockSupports[] structures = [.. Enumerable.Range(0, problem.N).Select(column => problem.Structure.FineOf(column)!)];
        var searches = structures.Distinct().ToDictionary(structure => structure, structure => BlockSearch.Of(structure, gram, problem.K));
        var target = LeastSquares.Multiply(gram, problem.Weights);
        var residual = LeastSquares.Multiply(gram, start);
        var (k, n) = (problem.K, problem.N);
        var result = new Tensor<double>(k, n);
        Parallel.For(0, n, column =>
        {
            var values = Column(start, column);
            Descend(searches[structures[column]], gram, (Column(target, column), Column(residual, column)), values, mostSweeps);
            for (var i = 0; i < k; i++)
                result.Values[(i * n) + column] = values[i];
        });
        return result;
    }

    private static Tensor<double> Start(LayerProblem problem, double[] gram)
    {
        var candidates = new[] { new AlpsMethod().Prune(problem), new RefitMethod().Prune(problem) };
        var together = problem.Structure.ColumnsTogether;
        var errors = candidates.Select(c => LeastSquares.Powers(gram, LeastSquares.Subtract(problem.Weights, c)).Chunk(Math.Min(together, problem.N)).Select(chunk => chunk.Sum()).ToArray()).ToArray();
        var start = candidates[0];
        for (var i = 0; i < start.Count; i++)
            if (i % problem.N / together is var chunk && errors[1][chunk] < errors[0][chunk])
                start.Values[i] = candidates[1].Values[i];
        return start;
    }

    private static double[] Column(Tensor<double> matrix, int column) =>
        [.. Enumerable.Range(0, matrix.Shape[0]).Select(i => matrix.Values[(i * matrix.Shape[1]) + column])];

    // residual is H v throughout.
    private static void Descend(IReadOnlyList<BlockSearch> searches, double[] gram, (double[] Target, double[] Residual) sides, double[] values, int mostSweeps)
    {
        var (target, residual) = sides;
        BlockSearch[] blocks = [.. searches.Where(block => values.AsSpan(block.First, block.Length).ContainsAnyExcept(0.0))];
        for (var sweep = 0; sweep < mostSweeps; sweep++)
        {
            var hasChanged = false;
            foreach (var block in blocks)
            {
                var current = values.AsSpan(block.First, block.Length);
                var next = block.Best(RightSide(block, gram, target, residual, values), current);
                hasChanged |= Move(block.First, gram, residual, values, next);
            }

            if (!hasChanged && sweep + 1 >= LeastSweeps)
                return;
        }
    }

    // What the block has to explain if it were empty.
    private static double[] RightSide(BlockSearch block, double[] gram, double[] target, double[] residual, double[] values)
    {
        var k = values.Length;
        var right = new double[block.Length];
        for (var i = 0; i < right.Length; i++)
        {
            var at = block.First + i;
            right[i] = target[at] - residual[at];
            for (var j = 0; j < right.Length; j++)
                right[i] += gram[(at * k) + block.First + j] * values[block.First + j];
        }

        return right;
    }

    // Returns whether the support is another one.
    private static bool Move(int first, double[] gram, double[] residual, double[] values, double[] next)
    {
        var hasChanged = false;
        for (var i = 0; i < next.Length; i++)
        {
            var change = next[i] - values[first + i];
            hasChanged |= next[i] == 0 != (values[first + i] == 0);
            if (change != 0)
                PanelGemm.AddScaled(residual, gram.AsSpan((first + i) * values.Length, values.Length), change);
            values[first + i] = next[i];
        }

        return hasChanged;
    }
}
