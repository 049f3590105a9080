using HwGen.Verify.Simulation;

namespace HwGen.Verify.Streams;

/// <summary>Drives packets of bytes into an AXI4-Stream of the design.</summary>
/// <remarks>Byte 0 of a packet goes into the lowest bits of the first beat. The last beat may be partial: it is marked
/// with tkeep where there is one, the rest is 0.</remarks>
public sealed class AxiStreamSource
{
    private readonly StreamPorts ports;
    private readonly Simulator simulator;
    private readonly Clock clock;
    private readonly Queue<ReadOnlyMemory<byte>> packets = new();
    private readonly byte[] keep;
    private readonly SimEvent arrived;
    private readonly SimEvent sent;
    private readonly StallSequence stall;
    private long queuedCount;

    /// <summary>Begins to drive the stream, idle at first.</summary>
    /// <param name="simulator">the simulation</param>
    /// <param name="clock">the stream's clock</param>
    /// <param name="ports">the stream's ports</param>
    /// <param name="idle">when it pauses between beats; never if null</param>
    public AxiStreamSource(Simulator simulator, Clock clock, StreamPorts ports, StallPattern? idle = null)
    {
        this.ports = ports;
        this.simulator = simulator;
        this.clock = clock;
        keep = new byte[(ports.BeatBytes + 7) / 8];
        arrived = new SimEvent(simulator, $"a packet for {ports.Name}");
        sent = new SimEvent(simulator, $"{ports.Name} has sent a packet");
        stall = (idle ?? StallPattern.Never).Begin(simulator.Random("idle cycles of " + ports.Name));
        ports.Valid.Deposit(0);
        simulator.Start($"source {ports.Name}", Drive);
    }

    /// <summary>As the other, by the prefix of the ports.</summary>
    public AxiStreamSource(Simulator simulator, Clock clock, string prefix, StallPattern? idle = null)
        : this(simulator, clock, StreamPorts.Axi(simulator.Dut, prefix), idle)
    {
    }

    /// <summary>Packets that the design has taken whole.</summary>
    public long SentPackets { get; private set; }

    /// <summary>Beats that the design has taken.</summary>
    public long SentBeats { get; private set; }

    /// <summary>Whether everything was sent.</summary>
    public bool IsIdle => SentPackets == queuedCount;

    /// <summary>Queues a packet and goes on.</summary>
    /// <param name="packet">its bytes, at least one; they must not change before it is sent</param>
    public void Queue(ReadOnlyMemory<byte> packet)
    {
        if (packet.IsEmpty)
            throw new ArgumentException($"{ports.Name}: a packet has at least one byte", nameof(packet));
        packets.Enqueue(packet);
        queuedCount++;
        arrived.Set();
    }

    /// <summary>Queues a packet and waits until the design has taken it whole.</summary>
    public async SimTask Send(ReadOnlyMemory<byte> packet)
    {
        Queue(packet);
        var target = queuedCount;
        while (SentPackets < target)
            await sent;
    }

    /// <summary>Waits until everything that is queued now was sent.</summary>
    public async SimTask Drain()
    {
        var target = queuedCount;
        while (SentPackets < target)
            await sent;
    }

    private async SimTask Drive()
    {
        var driving = false;
        while (true)
        {
            if (!packets.TryPeek(out var packet))
            {
                if (driving)
                    ports.Valid.Value = 0;
                driving = false;
                arrived.Clear();
                await arrived;
                continue;
            }

            for (var offset = 0; offset < packet.Length; offset += ports.BeatBytes)
            {
                while (ports.IsInReset || stall.Next())
                {
                    if (driving)
                        ports.Valid.Value = 0;
                    driving = false;
                    await clock.RisingEdge;
                }

                Present(packet.Span, offset);
                driving = true;
                do
                    await clock.RisingEdge;
                while (!ports.Ready.IsHigh);
                SentBeats++;
                simulator.NoteProgress();
            }

            packets.Dequeue();
            SentPackets++;
            sent.Pulse();
        }
    }

    private void Present(ReadOnlySpan<byte> packet, int offset)
    {
        var rest = packet[offset..];
        var isLast = rest.Length <= ports.BeatBytes;
        ports.Valid.Value = 1;
        ports.Data.SetBytes(rest.Length > ports.BeatBytes ? rest[..ports.BeatBytes] : rest);
        if (ports.Last is { } last)
            last.IsHigh = isLast;
        if (ports.Keep is not { } keepPort)
            return;
        KeepMask.Fill(keep, Math.Min(rest.Length, ports.BeatBytes));
        keepPort.SetBytes(keep);
    }
}
