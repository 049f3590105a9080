using HwGen.Cli.Boards;

namespace HwGen.Tests.Unit.Cli;

/// <summary>A serial line whose far end is a function: what it answers to each write.</summary>
internal sealed class ScriptedLine(Func<byte[], byte[]> answer) : ISerialLine
{
    private readonly Queue<byte> waiting = new();

    public string Name => "line";

    /// <summary>Whether bytes come without end, whatever is sent.</summary>
    public bool Babbles { get; init; }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in answer(bytes.ToArray()))
            waiting.Enqueue(value);
    }

    public int Read(Span<byte> bytes, TimeSpan patience)
    {
        int count = 0;
        while (count < bytes.Length && waiting.TryDequeue(out byte value))
            bytes[count++] = value;
        if (count == 0 && Babbles)
            bytes[count++] = (byte)'$';
        return count;
    }

    public void Dispose()
    {
    }
}
