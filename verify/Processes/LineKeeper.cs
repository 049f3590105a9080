namespace HwGen.Verify.Processes;

/// <summary>Keeps the last lines that come in, from any thread.</summary>
/// <param name="count">how many</param>
internal sealed class LineKeeper(int count)
{
    private readonly Queue<string> lines = new();
    private readonly Lock door = new();

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (door)
                return [.. lines];
        }
    }

    public void Add(string? line)
    {
        if (line is null)
            return;
        lock (door)
        {
            lines.Enqueue(line);
            if (lines.Count > count)
                lines.Dequeue();
        }
    }
}
