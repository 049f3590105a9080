namespace HwGen.Core.Configuration;

/// <summary>Finds what a misspelt word was meant to be.</summary>
public static class Nearest
{
    /// <summary>The candidate with the fewest changed, added and dropped letters, the first on a tie.</summary>
    /// <returns>null if no candidate is nearer than about a third of the word</returns>
    public static string? Of(string word, IEnumerable<string> candidates)
    {
        string? best = null;
        int least = Math.Max(1, word.Length / 3) + 1;
        foreach (string candidate in candidates)
        {
            int distance = Distance(word.ToLowerInvariant(), candidate.ToLowerInvariant());
            if (distance < least)
                (least, best) = (distance, candidate);
        }

        return best;
    }

    /// <summary>Candidates that contain a word, then those with the fewest changed, added and dropped letters; in their order on a tie.</summary>
    /// <param name="word">as it was written</param>
    /// <param name="candidates">what there is</param>
    /// <param name="most">how many are wanted</param>
    public static IReadOnlyList<string> Several(string word, IEnumerable<string> candidates, int most) =>
    [
        .. candidates
            .OrderByDescending(candidate => candidate.Contains(word, StringComparison.OrdinalIgnoreCase))
            .ThenBy(candidate => Distance(word.ToLowerInvariant(), candidate.ToLowerInvariant()))
            .Take(most),
    ];

    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[b.Length];
    }
}
