namespace HwGen.Verify.Coverage;

/// <summary>The figures of a file or of all files together.</summary>
/// <param name="File">the file, or the group of functional points</param>
/// <param name="Points">its points with their counts, by line</param>
public sealed record CoverageSummary(string File, IReadOnlyList<KeyValuePair<CoveragePoint, long>> Points)
{
    /// <summary>Hits of each line that can run: the fewest of all points on it, so that a line counts when everything on it ran.</summary>
    public IReadOnlyDictionary<int, long> LineHits { get; } = Points
        .SelectMany(entry => entry.Key.LineNumbers().Select(line => (line, entry.Value)))
        .GroupBy(hit => hit.line, hit => hit.Value)
        .ToDictionary(group => group.Key, group => group.Min());

    /// <summary>Source lines.</summary>
    public CoverageFigure Lines => new(LineHits.Count(line => line.Value > 0), LineHits.Count);

    /// <summary>Points of a kind.</summary>
    public CoverageFigure Of(CoveragePointKind kind) =>
        new(Points.Count(entry => entry.Key.Kind == kind && entry.Value > 0), Points.Count(entry => entry.Key.Kind == kind));

    /// <summary>The points that no run hit.</summary>
    public IEnumerable<CoveragePoint> Missed => Points.Where(entry => entry.Value == 0).Select(entry => entry.Key);

    /// <summary>A summary for each file, by name.</summary>
    /// <param name="data">what was counted</param>
    /// <param name="counts">which points count, all if null</param>
    public static IReadOnlyList<CoverageSummary> ByFile(CoverageData data, Func<CoveragePoint, bool>? counts = null) =>
        [.. data.Points.Where(entry => counts is null || counts(entry.Key)).GroupBy(entry => entry.Key.File).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new CoverageSummary(group.Key, [.. group.OrderBy(entry => entry.Key.Line).ThenBy(entry => entry.Key.Column)]))];

    /// <summary>The figures of several files together.</summary>
    public static CoverageFigure Sum(IEnumerable<CoverageFigure> figures)
    {
        var list = figures.ToList();
        return new(list.Sum(figure => figure.Hit), list.Sum(figure => figure.Total));
    }
}
