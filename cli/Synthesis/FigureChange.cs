namespace HwGen.Cli.Synthesis;

/// <summary>A figure in two runs.</summary>
/// <param name="Name">what is measured</param>
/// <param name="Before">null where the earlier run has no such figure</param>
/// <param name="Now">null where this run has none</param>
public sealed record FigureChange(string Name, double? Before, double? Now)
{
    /// <summary>In percent of what it was; null where that cannot be said.</summary>
    public double? ChangePercent => Before is { } before && before != 0 && Now is { } now ? Math.Round(100 * (now - before) / before, 2) : null;
}
