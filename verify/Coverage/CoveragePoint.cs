namespace HwGen.Verify.Coverage;

/// <summary>One thing that a run can hit.</summary>
/// <param name="Kind">what kind of thing</param>
/// <param name="File">the source file's name, or the group of a functional point</param>
/// <param name="Line">its line, 0 for a functional point</param>
/// <param name="Column">its column, 0 for a functional point</param>
/// <param name="Name">the branch (<c>if</c>, <c>else</c>, <c>block</c>), the bit (<c>count[3]</c>), or point and bin (<c>level.full</c>)</param>
public sealed record CoveragePoint(CoveragePointKind Kind, string File, int Line, int Column, string Name)
{
    /// <summary>The lines that run when the point is hit, as <c>12-14,17</c>; empty if it is not about lines.</summary>
    public string Lines { get; init; } = "";

    /// <summary>The numbers in <see cref="Lines"/>.</summary>
    public IEnumerable<int> LineNumbers()
    {
        foreach (var part in Lines.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var ends = part.Split('-');
            for (var line = int.Parse(ends[0]); line <= int.Parse(ends[^1]); line++)
                yield return line;
        }
    }

    /// <summary>The place and what is there.</summary>
    public override string ToString() => Line == 0 ? $"{File}: {Name}" : $"{File}:{Line}: {Name}";
}
