using Spectre.Console;

namespace HwGen.Cli.Output;

/// <summary>A table of results: columns aligned, numbers to the right, no frame that gets in the way of copying.</summary>
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
        var table = new Table { Border = TableBorder.Simple, UseSafeBorder = true };
        foreach (string column in columns)
        {
            var head = new TableColumn(Markup.Escape(column.TrimStart('>'))) { NoWrap = true };
            table.AddColumn(column.StartsWith('>') ? head.RightAligned() : head);
        }

        foreach (string[] row in rows)
            table.AddRow([.. row.Select(Markup.Escape)]);
        if (terminal.IsInteractive)
            SpectreConsole.Of(terminal).Write(table);
        else
            WritePlain(terminal, table);
    }

    /// <summary>Without the blanks that fill up the last column.</summary>
    private static void WritePlain(Terminal terminal, Table table)
    {
        var text = new StringWriter();
        SpectreConsole.Of(terminal with { Out = text }).Write(table);
        foreach (string line in text.ToString().Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0))
            terminal.Out.WriteLine(line);
    }
}
