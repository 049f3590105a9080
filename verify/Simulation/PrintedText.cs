using System.Text;

namespace HwGen.Verify.Simulation;

/// <summary>What the design printed: passed on by lines, the last lines kept.</summary>
/// <param name="output">gets each line, null for nobody</param>
internal sealed class PrintedText(Action<string>? output)
{
    private const int Kept = 20;
    private const int LongestLine = 1 << 16;
    private readonly Queue<string> lines = new();
    private readonly StringBuilder open = new();

    /// <summary>The last lines.</summary>
    public IEnumerable<string> LastLines => open.Length > 0 ? lines.Append(open.ToString()) : lines;

    public void Add(string text)
    {
        foreach (var letter in text)
        {
            if (letter != '\n')
                open.Append(letter);
            if (letter != '\n' && open.Length < LongestLine)
                continue;

            var line = open.ToString();
            open.Clear();
            lines.Enqueue(line);
            if (lines.Count > Kept)
                lines.Dequeue();
            output?.Invoke(line);
        }
    }
}
