namespace HwGen.Verify.Axi4;

/// <summary>Beats of write data in the order in which they came. Used beats are used again.</summary>
/// <param name="ports">the channel</param>
/// <param name="busBytes">bytes of the data bus</param>
internal sealed class BeatQueue(Axi4WritePorts ports, int busBytes)
{
    private readonly Queue<Beat> beats = new();
    private readonly Stack<Beat> spare = new();

    public int Count => beats.Count;

    /// <summary>The oldest beat.</summary>
    public Beat First => beats.Peek();

    /// <summary>Adds the beat that is on the ports now.</summary>
    public void Take()
    {
        var beat = spare.TryPop(out var used) ? used : new Beat(busBytes);
        ports.Word.GetBytes(beat.Data);
        if (ports.Strobe is { } strobe)
            strobe.GetBytes(beat.Strobe);
        else
            beat.Strobe.AsSpan().Fill(0xFF);
        beat.IsLast = ports.Last is { IsHigh: true };
        beats.Enqueue(beat);
    }

    /// <summary>Ends the oldest beat.</summary>
    public void RemoveFirst() => spare.Push(beats.Dequeue());

    /// <summary>Forgets all, as in reset.</summary>
    public void Clear()
    {
        while (Count > 0)
            RemoveFirst();
    }

    /// <summary>One beat.</summary>
    public sealed class Beat(int busBytes)
    {
        /// <summary>The data bus.</summary>
        public byte[] Data { get; } = new byte[busBytes];

        /// <summary>A bit for each byte that is written.</summary>
        public byte[] Strobe { get; } = new byte[(busBytes + 7) / 8];

        /// <summary>WLAST.</summary>
        public bool IsLast { get; set; }
    }
}
