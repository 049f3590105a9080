namespace HwGen.Verify.Simulation;

/// <summary>Finds the names that a misspelt one may have meant.</summary>
internal static class NearestNames
{
    private const int Shown = 3;

    /// <summary>A clause that names the nearest, or all if there are few.</summary>
    public static string Sentence(string name, IEnumerable<string> known)
    {
        var nearest = known.OrderBy(other => Distance(name, other)).ThenBy(other => other, StringComparer.Ordinal).Take(Shown).ToList();
        return nearest.Count == 0 ? "it has none" : $"the nearest are {string.Join(", ", nearest)}";
    }

    // Levenshtein distance, letters compared without case.
    private static int Distance(string a, string b)
    {
        var row = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
            row[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var same = char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]);
                var best = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (same ? 0 : 1));
                diagonal = row[j];
                row[j] = best;
            }
        }

        return row[b.Length];
    }
}
