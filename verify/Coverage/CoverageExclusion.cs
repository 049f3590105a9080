namespace HwGen.Verify.Coverage;

/// <summary>A part of a source that need not be hit, with the reason.</summary>
/// <param name="File">the source file's name</param>
/// <param name="Begin">what stands in the part's first line</param>
/// <param name="End">what stands in its last line, the next that holds it</param>
/// <param name="Reason">why it need not be hit</param>
public sealed record CoverageExclusion(string File, string Begin, string End, string Reason)
{
    /// <summary>The lines of the part in a source.</summary>
    /// <exception cref="ArgumentException">the source has no such part: the exclusion is out of date</exception>
    public (int First, int Last) Lines(IReadOnlyList<string> source)
    {
        int Find(string text, int from)
        {
            for (var i = from; i < source.Count; i++)
                if (source[i].Contains(text, StringComparison.Ordinal))
                    return i;
            throw new ArgumentException($"{File}: no line with '{text}' from line {from + 1} on; the exclusion ({Reason}) is out of date");
        }

        var first = Find(Begin, 0);
        return (first + 1, Find(End, first) + 1);
    }
}
