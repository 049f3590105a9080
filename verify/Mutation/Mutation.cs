namespace HwGen.Verify.Mutation;

/// <summary>A small mistake in one place of a file.</summary>
/// <param name="Kind">what kind of mistake, as the report groups them</param>
/// <param name="File">the file's name</param>
/// <param name="Line">where, from 1</param>
/// <param name="Offset">of the first character that is replaced</param>
/// <param name="Before">the right text</param>
/// <param name="After">the wrong one</param>
public sealed record Mutation(string Kind, string File, int Line, int Offset, string Before, string After)
{
    /// <summary>The file with the mistake. Lines stay where they are.</summary>
    public string Apply(string text)
    {
        var lines = Before.Count(letter => letter == '\n') - After.Count(letter => letter == '\n');
        return string.Concat(text.AsSpan(0, Offset), After, new string('\n', Math.Max(0, lines)), text.AsSpan(Offset + Before.Length));
    }

    /// <summary>Place, right and wrong text, on one line.</summary>
    public override string ToString() => $"{File}:{Line}: {OnOneLine(Before)}  ->  {OnOneLine(After)}";

    private static string OnOneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
