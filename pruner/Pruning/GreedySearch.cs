namespace HwGen.Pruner.Pruning;

/// <summary>Wide blocks: adds the weight that explains most until enough are kept, then exchanges single weights while that helps.</summary>
/// <remarks>It begins with the support that the block has, as far as it helps, so that it never gets worse.</remarks>
internal sealed record GreedySearch : BlockSearch
{
    private readonly double[] _gram;
    private readonly int _kept;

    private GreedySearch(double[] gram, int first, int length, int kept)
        : base(first, length) => (_gram, _kept) = (gram, kept);

    public static GreedySearch Of(double[] gram, int k, (int First, int Length) block, int kept)
    {
        var part = new double[block.Length * block.Length];
        for (var i = 0; i < block.Length; i++)
            Array.Copy(gram, ((block.First + i) * k) + block.First, part, i * block.Length, block.Length);
        return new GreedySearch(part, block.First, block.Length, kept);
    }

    public override double[] Best(double[] right, ReadOnlySpan<double> current)
    {
        var grown = Exchange(Grow([], right), right);
        List<int> support = [];
        for (var i = 0; i < Length; i++)
            if (current[i] != 0)
                support.Add(i);
        var kept = Exchange(Grow(support, right), right);
        var best = Gain(kept, right) >= Gain(grown, right) ? kept : grown;
        var values = new double[Length];
        var solution = Solve(best, right);
        for (var i = 0; i < solution.Length; i++)
            values[best[i]] = solution[i];
        return values;
    }

    private List<int> Grow(List<int> support, double[] right)
    {
        while (support.Count < _kept)
            support = BestWith(support, right);
        return support;
    }

    private List<int> Exchange(List<int> support, double[] right)
    {
        var gain = Gain(support, right);
        for (var place = 0; place < support.Count; place++)
        {
            var other = BestWith([.. support.Where((_, i) => i != place)], right);
            var otherGain = Gain(other, right);
            if (otherGain > gain * (1 + 1e-12))
                (support, gain, place) = (other, otherGain, -1);
        }

        return support;
    }

    // A weight explains (b_i - H_iS x_S)^2 / (H_ii - H_iS H_SS^-1 H_Si) more.
    private List<int> BestWith(List<int> support, double[] right)
    {
        var lower = Factor(support);
        var explained = Forward(lower, [.. support.Select(i => right[i])]);
        var (best, bestGain) = (-1, double.NegativeInfinity);
        for (var i = 0; i < Length; i++)
        {
            if (support.Contains(i))
                continue;
            var coupling = Forward(lower, [.. support.Select(j => _gram[(i * Length) + j])]);
            var (rest, power) = (right[i], _gram[(i * Length) + i]);
            for (var j = 0; j < coupling.Length; j++)
                (rest, power) = (rest - (coupling[j] * explained[j]), power - (coupling[j] * coupling[j]));
            var gain = rest * rest / power;
            if (gain > bestGain)
                (best, bestGain) = (i, gain);
        }

        return [.. support, best];
    }

    private double Gain(List<int> support, double[] right) =>
        Forward(Factor(support), [.. support.Select(i => right[i])]).Sum(v => v * v);

    private double[] Solve(List<int> support, double[] right)
    {
        var lower = Factor(support);
        var values = Forward(lower, [.. support.Select(i => right[i])]);
        for (var i = values.Length - 1; i >= 0; i--)
        {
            for (var j = i + 1; j < values.Length; j++)
                values[i] -= lower[j][i] * values[j];
            values[i] /= lower[i][i];
        }

        return values;
    }

    // A handful of rows: a library call would cost more than the factorization.
    private double[][] Factor(List<int> support)
    {
        var lower = new double[support.Count][];
        for (var i = 0; i < lower.Length; i++)
        {
            var row = Forward(lower.AsSpan(0, i), [.. support.Take(i).Select(j => _gram[(support[i] * Length) + j])]);
            lower[i] = [.. row, Math.Sqrt(_gram[(support[i] * Length) + support[i]] - row.Sum(v => v * v))];
        }

        return lower;
    }

    private static double[] Forward(ReadOnlySpan<double[]> lower, double[] right)
    {
        for (var i = 0; i < right.Length; i++)
        {
            for (var j = 0; j < i; j++)
                right[i] -= lower[i][j] * right[j];
            right[i] /= lower[i][i];
        }

        return right;
    }
}
