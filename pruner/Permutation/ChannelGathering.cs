using HwGen.Pruner.Graph.Channels;

namespace HwGen.Pruner.Permutation;

/// <summary>Puts channels that are read and given alike beside each other: an order to start from.</summary>
/// <remarks>Channel by channel the one that is most like those already in the N-tile, by the k that matter to it, and like those already in the
/// block, by the output channels that it matters to; likeness is the cosine between the scores. Where a matrix is block-diagonal but for the order of
/// its rows and columns, as those of MPDCompress are (Supic et al., arXiv:1805.12085), nothing else is alike, and the diagonal is found.</remarks>
internal static class ChannelGathering
{
    /// <param name="set">channels</param>
    /// <param name="layers">that read or give them, one or more</param>
    /// <returns>for each place the channel that is to stand there</returns>
    public static int[] Of(ChannelSet set, IReadOnlyList<PivotLayer> layers)
    {
        var count = set.Count;
        double[] tileLikeness = new double[count * count], blockLikeness = new double[count * count];
        foreach (var layer in layers)
        {
            AddLikeness(layer.GivenProfiles(set), tileLikeness);
            if (layer.Structure.Block > 1)
                AddLikeness(layer.ReadProfiles(set), blockLikeness);
        }

        return Chain(count, new Group(tileLikeness, layers[0].Structure.Columns, count), new Group(blockLikeness, layers[0].Structure.Block, count));
    }

    private static int[] Chain(int count, params Group[] groups)
    {
        var order = new int[count];
        var isTaken = new bool[count];
        for (var place = 0; place < count; place++)
        {
            var (best, bestLikeness) = (-1, double.NegativeInfinity);
            for (var channel = 0; channel < count; channel++)
                if (!isTaken[channel] && groups.Sum(group => group.Likeness(channel)) is var likeness && likeness > bestLikeness)
                    (best, bestLikeness) = (channel, likeness);
            (order[place], isTaken[best]) = (best, true);
            foreach (var group in groups)
                group.Add(best);
        }

        return order;
    }

    private static void AddLikeness(double[][]? profiles, double[] likeness)
    {
        if (profiles is null)
            return;
        var count = profiles.Length;
        double[] norms = [.. profiles.Select(profile => Math.Sqrt(Dot(profile, profile)))];
        Parallel.For(0, count, first =>
        {
            for (var second = 0; second < count; second++)
                if (norms[first] > 0 && norms[second] > 0)
                    likeness[(first * count) + second] += Dot(profiles[first], profiles[second]) / (norms[first] * norms[second]);
        });
    }

    private static double Dot(double[] left, double[] right)
    {
        var sum = 0.0;
        for (var i = 0; i < left.Length; i++)
            sum += left[i] * right[i];
        return sum;
    }

    // What is gathered in an N-tile or a block; the last full one until the next begins.
    private sealed class Group(double[] likeness, int size, int count)
    {
        private readonly double[] sums = new double[count];
        private int members;

        public double Likeness(int channel) => sums[channel] / Math.Max(1, members);

        public void Add(int member)
        {
            if (members == size)
            {
                Array.Clear(sums);
                members = 0;
            }

            members++;
            for (var channel = 0; channel < count; channel++)
                sums[channel] += likeness[(member * count) + channel];
        }
    }
}
