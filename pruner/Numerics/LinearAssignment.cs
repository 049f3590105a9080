namespace HwGen.Pruner.Numerics;

/// <summary>Gives each of n places one of n candidates so that the total worth is the largest.</summary>
/// <remarks>The Hungarian method by shortest augmenting paths, n^3 steps.
/// Source: Jonker and Volgenant, A shortest augmenting path algorithm for dense and sparse linear assignment problems, Computing 38, 1987.</remarks>
internal static class LinearAssignment
{
    /// <param name="worths">[candidate * n + place]</param>
    /// <param name="n">places</param>
    /// <returns>for each place its candidate</returns>
    public static int[] Best(double[] worths, int n)
    {
        var (ofCandidate, ofPlace) = (new double[n], new double[n + 1]);
        var candidate = new int[n + 1];
        Array.Fill(candidate, -1);
        for (var next = 0; next < n; next++)
            Insert(worths, n, next, ofCandidate, ofPlace, candidate);
        return candidate[..n];
    }

    // Place n stands for the candidate that has none yet. The potentials keep cost - ofCandidate - ofPlace at 0 or more, 0 where assigned.
    private static void Insert(double[] worths, int n, int next, double[] ofCandidate, double[] ofPlace, int[] candidate)
    {
        var slack = new double[n];
        Array.Fill(slack, double.PositiveInfinity);
        var (from, isSeen) = (new int[n], new bool[n + 1]);
        candidate[n] = next;
        var place = n;
        while (candidate[place] >= 0)
        {
            isSeen[place] = true;
            var (delta, nearest) = (double.PositiveInfinity, -1);
            for (var p = 0; p < n; p++)
            {
                if (isSeen[p])
                    continue;
                var cost = -worths[(candidate[place] * n) + p] - ofCandidate[candidate[place]] - ofPlace[p];
                if (cost < slack[p])
                    (slack[p], from[p]) = (cost, place);
                if (slack[p] < delta)
                    (delta, nearest) = (slack[p], p);
            }

            for (var p = 0; p <= n; p++)
                if (isSeen[p])
                    (ofCandidate[candidate[p]], ofPlace[p]) = (ofCandidate[candidate[p]] + delta, ofPlace[p] - delta);
                else
                    slack[p] -= delta;
            place = nearest;
        }

        for (; place != n; place = from[place])
            candidate[place] = candidate[from[place]];
        candidate[n] = -1;
        ofPlace[n] = 0;
    }
}
