using HwGen.Core.IO;
using MathNet.Numerics;

namespace HwGen.Pruner.Pruning;

/// <summary>Of every <paramref name="Block"/> consecutive k of an output channel, <paramref name="Kept"/> stay.</summary>
/// <remarks>A last, shorter block keeps as many. Source: Mishra et al., arXiv:2104.08378.</remarks>
public sealed record NmStructure(int Kept, int Block) : IWeightStructure, IBlockSupports
{
    // Blocks with more supports than this are searched greedily.
    private const int MostSupports = 500;

    public string Name => $"{Kept}:{Block}";

    public bool IsDense => Kept >= Block;

    public bool ChoosesBlocksAlone => true;

    public NmStructure? Typical => this;

    /// <inheritdoc/>
    public IReadOnlyList<int[]>? Of(int length) =>
        SpecialFunctions.Binomial(length, Math.Min(Kept, length)) <= MostSupports ? [.. Subsets(length, Math.Min(Kept, length))] : null;

    public bool[] Choose(Tensor<double> scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        var (k, n) = (scores.Shape[0], scores.Shape[1]);
        var keep = new bool[scores.Count];
        Parallel.For(0, (k + Block - 1) / Block, block =>
        {
            var first = block * Block;
            for (var column = 0; column < n; column++)
                ChooseInBlock(scores.Values, keep, (first * n) + column, Math.Min(Block, k - first), n);
        });
        return keep;
    }

    // Kept is small, so the best of the rest is searched again for each place.
    private void ChooseInBlock(double[] scores, bool[] keep, int start, int length, int stride)
    {
        for (var place = 0; place < Math.Min(Kept, length); place++)
        {
            var best = -1;
            for (var i = 0; i < length; i++)
            {
                var at = start + (i * stride);
                if (!keep[at] && (best < 0 || scores[at] > scores[best]))
                    best = at;
            }

            keep[best] = true;
        }
    }

    // In lexicographic order.
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
