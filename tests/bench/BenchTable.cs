namespace HwGen.Bench;

/// <summary>A Markdown table on standard output, so that it can be read there and put into a document as it is.</summary>
internal sealed class BenchTable
{
    private readonly int[] widths;

    public BenchTable(params string[] heads)
    {
        widths = [.. heads.Select(head => head.Length)];
        Row(heads);
        Console.WriteLine($"| {string.Join(" | ", widths.Select(width => new string('-', width)))} |");
    }

    public void Row(params object[] cells) =>
        Console.WriteLine($"| {string.Join(" | ", cells.Select((cell, column) => $"{cell}".PadLeft(widths[column])))} |");
}
