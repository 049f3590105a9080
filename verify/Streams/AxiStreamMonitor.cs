using HwGen.Verify.Simulation;

namespace HwGen.Verify.Streams;

/// <summary>Watches an AXI4-Stream, in or out: checks its protocol and collects its packets.</summary>
/// <remarks>Rules: VALID_STABLE, PAYLOAD_STABLE, VALID_LOW_IN_RESET, KEEP_CONTIGUOUS (the bytes kept are the lowest
/// ones), KEEP_FULL (only the last beat of a packet is partial), STROBE_KEPT (tstrb is high only where tkeep is), at the end PACKET_WHOLE. A broken rule fails the simulation with a
/// <see cref="ProtocolViolationException"/>. Source: Arm IHI 0051; the keep rules are the usual ones of accelerators,
/// the standard allows more.</remarks>
public sealed class AxiStreamMonitor
{
    private readonly Clock clock;
    private readonly StreamPorts ports;
    private readonly ChannelChecker checker;
    private readonly ResetWatch reset;
    private readonly PacketCollector? collector;
    private readonly Simulator simulator;
    private bool isInPacket;

    /// <summary>Begins to watch.</summary>
    /// <param name="simulator">the simulation</param>
    /// <param name="clock">the stream's clock</param>
    /// <param name="ports">the stream's ports, with its reset</param>
    /// <param name="collect">whether packets are collected, for a scoreboard</param>
    public AxiStreamMonitor(Simulator simulator, Clock clock, StreamPorts ports, bool collect = false)
    {
        this.simulator = simulator;
        this.clock = clock;
        this.ports = ports;
        Signal?[] payload = [ports.Data, ports.Last, ports.Keep, .. ports.Sideband];
        checker = new ChannelChecker(ports.Name, new AxiChannel("T", ports.Valid, ports.Ready, [.. payload.OfType<Signal>()]));
        reset = new ResetWatch(ports.Reset);
        collector = collect ? new PacketCollector(ports) : null;
        Packets = new SimQueue<byte[]>(simulator, $"packets seen on {ports.Name}");
        simulator.Start($"monitor {ports.Name}", Watch);
    }

    /// <summary>The packets seen, if they are collected.</summary>
    public SimQueue<byte[]> Packets { get; }

    /// <summary>Called at the edge of each beat; null for nobody.</summary>
    public Action? OnBeat { get; init; }

    /// <summary>Beats seen.</summary>
    public long Beats { get; private set; }

    /// <summary>Cycles in which a beat was offered and not taken.</summary>
    public long WaitCycles { get; private set; }

    /// <summary>Waits a clock, to have seen what ends now, and checks that the last packet is whole.</summary>
    /// <exception cref="ProtocolViolationException">it is not</exception>
    public async SimTask Finish()
    {
        await clock.RisingEdge;
        if (isInPacket)
            throw new ProtocolViolationException(ports.Name, "PACKET_WHOLE", $"{ports.Last!.Name} has not ended the last packet");
    }

    private async SimTask Watch()
    {
        while (true)
        {
            await clock.RisingEdge;
            if (reset.IsActive())
            {
                checker.Reset(reset.HasSettled);
                isInPacket = false;
                continue;
            }

            if (!checker.Check())
            {
                if (ports.Valid.IsHigh)
                    WaitCycles++;
                continue;
            }

            Beats++;
            simulator.NoteProgress();
            CheckKeep();
            CheckStrobe();
            OnBeat?.Invoke();
            isInPacket = ports.Last is { IsHigh: false };
            if (collector?.Add() is { } packet)
                Packets.Put(packet);
        }
    }

    private void CheckKeep()
    {
        if (ports.Keep is not { } keep)
            return;
        var kept = KeepMask.LeadingOnes(keep.Bytes, keep.Width);
        for (var i = kept; i < keep.Width; i++)
            if (KeepMask.IsKept(keep.Bytes, i))
                throw new ProtocolViolationException(ports.Name, "KEEP_CONTIGUOUS", $"{keep.Name} is 0x{keep.WideValue:x}, which has a gap");
        if (kept < keep.Width && ports.Last is { IsHigh: false })
            throw new ProtocolViolationException(ports.Name, "KEEP_FULL", $"{keep.Name} is 0x{keep.WideValue:x} in a beat that is not the last of its packet");
    }

    private void CheckStrobe()
    {
        if (ports is not { Strobe: { } strobe, Keep: { } keep })
            return;
        for (var i = 0; i < keep.Width; i++)
            if (KeepMask.IsKept(strobe.Bytes, i) && !KeepMask.IsKept(keep.Bytes, i))
                throw new ProtocolViolationException(
                    ports.Name, "STROBE_KEPT", $"{strobe.Name} is 0x{strobe.WideValue:x} and {keep.Name} 0x{keep.WideValue:x}: byte {i} is data and not kept");
    }
}
