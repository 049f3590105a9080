using HwGen.Core.IO;

namespace HwGen.Pruner.Pruning;

/// <summary>The patterns of a layer.</summary>
/// <param name="Block">weights in a block</param>
/// <param name="Patterns">places that stay, ascending, each less than <paramref name="Block"/></param>
public sealed record PatternLibrary(int Block, IReadOnlyList<int[]> Patterns) : IBlockSupports
{
    // Of the natural patterns of a layer the most frequent are candidates: all 126 of 4 in 9, some of 12 in 25.
    private const int MostCandidates = 500;

    public int Kept => Patterns.Max(p => p.Length);

    /// <inheritdoc/>
    public IReadOnlyList<int[]>? Of(int length) =>
        length == Block ? Patterns : [.. Patterns.Select(p => p.Where(place => place < length).ToArray()).Where(p => p.Length > 0).DefaultIfEmpty([0])];

    /// <summary>The patterns that keep most: one is added after the other, each time the one that adds most to what the blocks keep with
    /// the best of their patterns.</summary>
    /// <remarks>PatDNN takes the most frequent natural patterns, those of the largest weights of a block; here they are the candidates, so that
    /// two that hardly differ need not both be taken. What a pattern adds only falls as others are added, so most need not be looked at again.</remarks>
    /// <param name="scores">K x N, 0 or more</param>
    /// <param name="structure">how many patterns, of how many weights</param>
    public static PatternLibrary Choose(Tensor<double> scores, PatternStructure structure)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(structure);
        var candidates = Natural(scores, structure);
        var best = new double[scores.Shape[0] / structure.Block * scores.Shape[1]];
        double[] gains = [.. candidates.Select(_ => double.PositiveInfinity)];
        var isFresh = new bool[candidates.Length];
        var chosen = new List<int>();
        while (chosen.Count < Math.Min(structure.Patterns, candidates.Length))
        {
            var next = Array.IndexOf(gains, gains.Max());
            if (!isFresh[next])
            {
                (gains[next], isFresh[next]) = (Totals(scores, structure.Block, candidates[next]).Zip(best, (with, without) => Math.Max(0, with - without)).Sum(), true);
                continue;
            }

            chosen.Add(next);
            best = [.. Totals(scores, structure.Block, candidates[next]).Zip(best, Math.Max)];
            gains[next] = double.NegativeInfinity;
            Array.Clear(isFresh);
        }

        return new PatternLibrary(structure.Block, [.. chosen.Order().Select(i => candidates[i])]);
    }

    /// <summary>The patterns that weights have; those that are part of others do not count.</summary>
    /// <param name="weights">K x N</param>
    /// <param name="block">weights in a block</param>
    public static PatternLibrary Of(Tensor<double> weights, int block)
    {
        ArgumentNullException.ThrowIfNull(weights);
        var (k, n) = (weights.Shape[0], weights.Shape[1]);
        var found = new HashSet<uint>();
        for (var first = 0; first < k; first += block)
            for (var column = 0; column < n; column++)
                found.Add(Bits(Enumerable.Range(0, Math.Min(block, k - first)).Where(i => weights.Values[((first + i) * n) + column] != 0)));
        uint[] whole = [.. found.Where(bits => bits != 0 && found.All(other => other == bits || (bits & ~other) != 0)).Order()];
        return new PatternLibrary(block, whole.Length == 0 ? [[0]] : [.. whole.Select(Places)]);
    }

    /// <summary>The pattern of the largest total score in each block, the first on a tie.</summary>
    /// <param name="scores">K x N</param>
    /// <returns>[K * N], true where the weight stays</returns>
    public bool[] Keep(Tensor<double> scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        var (k, n) = (scores.Shape[0], scores.Shape[1]);
        var keep = new bool[scores.Count];
        Parallel.For(0, (k + Block - 1) / Block, block =>
        {
            var first = block * Block;
            var supports = Of(Math.Min(Block, k - first))!;
            for (var column = 0; column < n; column++)
            {
                var (best, bestTotal) = (supports[0], double.NegativeInfinity);
                foreach (var support in supports)
                    if (Total(scores, first, column, support) is var total && total > bestTotal)
                        (best, bestTotal) = (support, total);
                foreach (var place in best)
                    keep[((first + place) * n) + column] = true;
            }
        });
        return keep;
    }

    // The largest of each whole block, as sets; the most frequent first.
    private static int[][] Natural(Tensor<double> scores, PatternStructure structure)
    {
        var (k, n) = (scores.Shape[0], scores.Shape[1]);
        var keep = new NmStructure(structure.Kept, structure.Block).Choose(scores);
        var counts = new Dictionary<uint, int>();
        for (var first = 0; first + structure.Block <= k; first += structure.Block)
            for (var column = 0; column < n; column++)
                if (Bits(Enumerable.Range(0, structure.Block).Where(i => keep[((first + i) * n) + column])) is var bits)
                    counts[bits] = counts.GetValueOrDefault(bits) + 1;
        return counts.Count == 0
            ? [[.. Enumerable.Range(0, structure.Kept)]]
            : [.. counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key).Take(MostCandidates).Select(c => Places(c.Key)).OrderBy(p => Bits(p))];
    }

    // What each whole block keeps with a pattern.
    private static IEnumerable<double> Totals(Tensor<double> scores, int block, int[] pattern)
    {
        for (var first = 0; first + block <= scores.Shape[0]; first += block)
            for (var column = 0; column < scores.Shape[1]; column++)
                yield return Total(scores, first, column, pattern);
    }

    private static double Total(Tensor<double> scores, int first, int column, int[] pattern)
    {
        double total = 0;
        foreach (var place in pattern)
            total += scores.Values[((first + place) * scores.Shape[1]) + column];
        return total;
    }

    private static uint Bits(IEnumerable<int> places) => places.Aggregate(0u, (bits, place) => bits | (1u << place));

    private static int[] Places(uint bits) => [.. Enumerable.Range(0, 32).Where(place => ((bits >> place) & 1) != 0)];
}
