namespace HwGen.Cli.Boards;

/// <summary>A serial line, opened.</summary>
public interface ISerialLine : IDisposable
{
    /// <summary>Where it leads, for messages.</summary>
    string Name { get; }

    /// <summary>Sends bytes.</summary>
    void Write(ReadOnlySpan<byte> bytes);

    /// <summary>Takes what has arrived; waits for the first byte.</summary>
    /// <returns>how many bytes; 0 if none arrived in time</returns>
    int Read(Span<byte> bytes, TimeSpan patience);
}
