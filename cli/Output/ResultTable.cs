using Spectre.Console;

namespace HwGen.Cli.Output;

/// <summary>A table of results: columns aligned, numbers to the right, no frame that gets in the way of copying.</summary>
/// <remarks>One that is wider than the terminal is folded: the columns that have no room follow below, behind the first column once more.</remarks>
/// <param name="columns">heads; one that starts with '&gt;' is aligned to the right</param>
public sealed class ResultTable(params string[] columns)
{
    private readonly List<string[]> rows = [];

    /// <summary>Adds a row with as many cells as there are columns.</summary>
    public ResultTable Add(params string[] cells)
    {
        rows.Add(cells);
        return this;
    }

    internal void Write(Terminal terminal)
    {
        int last = columns.Length - 1;
        IEnumerable<string> words = IsNumber(last) ? Cells(last) : Cells(last).SelectMany(cell => cell.Split(' '));
        foreach (TablePart part in TablePart.Fold([.. columns.Select((_, i) => Cells(i).Max(cell => cell.Length))], words.Max(word => word.Length), terminal.Width))
            Write(part, terminal);
    }

    private void Write(TablePart part, Terminal terminal)
    {
        var table = new Table { Border = TableBorder.Simple, UseSafeBorder = true };
        foreach (int i in part.Columns)
        {
            var head = new TableColumn(Markup.Escape(Head(i))) { NoWrap = !(part.IsLastWrapped && i == part.Columns[^1]) };
            table.AddColumn(IsNumber(i) ? head.RightAligned() : head);
        }

        foreach (string[] row in rows)
            table.AddRow([.. part.Columns.Select(i => Markup.Escape(row[i]))]);
        var text = new StringWriter();
        SpectreConsole.Of(terminal with { Out = text, IsInteractive = false, Width = part.IsLastWrapped ? terminal.Width : Terminal.Unlimited }).Write(table);
        foreach (string line in text.ToString().Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0))
            terminal.Out.WriteLine(line);
    }

    private bool IsNumber(int column) => columns[column].StartsWith('>');

    private string Head(int column) => columns[column].TrimStart('>');

    private IEnumerable<string> Cells(int column) => rows.Select(row => row[column]).Append(Head(column));
}
