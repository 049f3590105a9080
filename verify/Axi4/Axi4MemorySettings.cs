namespace HwGen.Verify.Axi4;

/// <summary>How a memory model behaves.</summary>
public sealed record Axi4MemorySettings
{
    /// <summary>When it takes no requests and data, and when it pauses before an answer.</summary>
    public Axi4Stalls Stalls { get; init; } = Axi4Stalls.Never;

    /// <summary>The order of answers, of reads and of writes.</summary>
    public AnswerOrder Order { get; init; } = AnswerOrder.Requests;

    /// <summary>Bursts taken and not answered, of reads and of writes each, from which on no more is taken; at least 1.</summary>
    public int Outstanding { get; init; } = 8;

    /// <summary>Clocks that an answer waits at least beyond the first possible one.</summary>
    public int Latency { get; init; }

    /// <summary>Beats of write data that are taken before their request; 0 to let data wait for it.</summary>
    public int DataAhead { get; init; } = 16;

    /// <summary>Addresses answered with an error. Nothing is written there, and what is read is random.</summary>
    public IReadOnlyList<FaultyRange> Faults { get; init; } = [];

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Outstanding, 1, nameof(Outstanding));
        ArgumentOutOfRangeException.ThrowIfNegative(Latency, nameof(Latency));
        ArgumentOutOfRangeException.ThrowIfNegative(DataAhead, nameof(DataAhead));
    }
}
