using HwGen.Verify.Simulation;

namespace HwGen.Verify.Streams;

/// <summary>Takes packets of bytes from an AXI4-Stream of the design.</summary>
/// <remarks>Without tlast every beat is a packet. Bytes that tkeep leaves out do not count.</remarks>
public sealed class AxiStreamSink
{
    private readonly StreamPorts ports;
    private readonly Simulator simulator;
    private readonly Clock clock;
    private readonly StallSequence stall;
    private readonly PacketCollector collector;

    /// <summary>Begins to take beats.</summary>
    /// <param name="simulator">the simulation</param>
    /// <param name="clock">the stream's clock</param>
    /// <param name="ports">the stream's ports</param>
    /// <param name="backpressure">when it takes none; never if null</param>
    public AxiStreamSink(Simulator simulator, Clock clock, StreamPorts ports, StallPattern? backpressure = null)
    {
        this.ports = ports;
        this.simulator = simulator;
        this.clock = clock;
        collector = new PacketCollector(ports);
        Packets = new SimQueue<byte[]>(simulator, $"packets of {ports.Name}");
        stall = (backpressure ?? StallPattern.Never).Begin(simulator.Random("backpressure of " + ports.Name));
        ports.Ready.Deposit(0);
        simulator.Start($"sink {ports.Name}", Take);
    }

    /// <summary>As the other, by the prefix of the ports.</summary>
    public AxiStreamSink(Simulator simulator, Clock clock, string prefix, StallPattern? backpressure = null)
        : this(simulator, clock, StreamPorts.Axi(simulator.Dut, prefix), backpressure)
    {
    }

    /// <summary>The packets that came whole and were not received yet.</summary>
    public SimQueue<byte[]> Packets { get; }

    /// <summary>Beats that came.</summary>
    public long ReceivedBeats { get; private set; }

    /// <summary>The next packet; await it.</summary>
    public QueueGet<byte[]> Receive() => Packets.Get();

    private async SimTask Take()
    {
        var ready = false;
        while (true)
        {
            var wanted = !stall.Next();
            if (wanted != ready)
                ports.Ready.IsHigh = wanted;
            ready = wanted;
            await clock.RisingEdge;
            if (!ready || !ports.Valid.IsHigh || ports.IsInReset)
                continue;
            ReceivedBeats++;
            simulator.NoteProgress();
            if (collector.Add() is { } packet)
                Packets.Put(packet);
        }
    }
}
