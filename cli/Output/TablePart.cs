using System.Collections.Immutable;

namespace HwGen.Cli.Output;

/// <summary>Columns of a table that stand side by side on a terminal.</summary>
/// <param name="Columns">their numbers, the table's first column in front</param>
/// <param name="IsLastWrapped">the last of them is text, which breaks between its words</param>
internal sealed record TablePart(ImmutableArray<int> Columns, bool IsLastWrapped)
{
    private const int Margin = 4;
    private const int Gap = 3;

    /// <summary>Folds a table that is wider than the terminal into parts below each other; one part if it fits, or if folding would not help.</summary>
    /// <param name="columns">the width that each takes, in characters</param>
    /// <param name="longestWord">of the last column, if it is text that may be broken between words; otherwise its width</param>
    /// <param name="terminal">width of the terminal</param>
    public static IReadOnlyList<TablePart> Fold(ImmutableArray<int> columns, int longestWord, int terminal)
    {
        int last = columns.Length - 1;
        int[] least = [.. columns.Select((width, i) => i == last ? longestWord : width)];
        TablePart whole = new([.. Enumerable.Range(0, columns.Length)], IsLastWrapped: false);
        if (Width(columns) <= terminal || last == 0 || least.Skip(1).Any(width => Width([columns[0], width]) > terminal))
            return [whole];
        var parts = new List<List<int>> { new() { 0 } };
        for (int i = 1; i <= last; i++)
        {
            if (Width(parts[^1].Append(i).Select(column => least[column])) > terminal)
                parts.Add([0]);
            parts[^1].Add(i);
        }

        return [.. parts.Select(part => new TablePart([.. part], part[^1] == last && Width(part.Select(column => columns[column])) > terminal))];
    }

    private static int Width(IEnumerable<int> columns) => Margin - Gap + columns.Sum(width => width + Gap);
}
