using HwGen.Verify.Simulation;
using HwGen.Verify.Streams;

namespace HwGen.Verify.Axi4;

/// <summary>Watches an AXI4 bus, checks its protocol and collects its bursts. Drives nothing.</summary>
/// <remarks><para>Rules. Every channel: VALID_STABLE, PAYLOAD_STABLE, VALID_LOW_IN_RESET. Requests: BURST_KIND, BURST_SIZE, FIXED_LENGTH, WRAP_LENGTH,
/// WRAP_ALIGNED, PAGE_CROSSED, CACHE_LEGAL. Writes: WLAST_POSITION, STROBE_LANES, RESPONSE_AFTER_WRITE, RESPONSE_ID. Reads: DATA_AFTER_READ, DATA_ID,
/// RLAST_POSITION. Answers: EXOKAY_UNASKED. At the end: ALL_ANSWERED. A broken rule fails the simulation with a
/// <see cref="ProtocolViolationException"/>. Source: Arm IHI 0022.</para>
/// <para>An answer counts for the oldest open burst of its id, as the standard has it; so answers of one id in the wrong order show
/// as RLAST_POSITION where lengths differ, otherwise as wrong data. A request is checked when it is first offered. While
/// <c>aresetn</c> is low, if there is one, only VALID_LOW_IN_RESET counts.</para></remarks>
public sealed class Axi4Monitor
{
    private readonly Simulator simulator;
    private readonly Clock clock;
    private readonly Axi4Ports ports;
    private readonly ResetWatch reset;
    private readonly WriteChecker? writes;
    private readonly ReadChecker? reads;

    /// <summary>Begins to watch.</summary>
    /// <param name="simulator">the simulation</param>
    /// <param name="clock">the bus's clock</param>
    /// <param name="ports">the bus</param>
    /// <param name="collect">whether bursts are collected, for a scoreboard</param>
    public Axi4Monitor(Simulator simulator, Clock clock, Axi4Ports ports, bool collect = false)
    {
        (this.simulator, this.clock, this.ports) = (simulator, clock, ports);
        Accesses = new SimQueue<Axi4Access>(simulator, $"bursts seen on {ports.Name}");
        reset = new ResetWatch(ports.Reset);
        Action<Axi4Access>? seen = collect ? Accesses.Put : null;
        writes = ports.Write is null ? null : new WriteChecker(ports, seen);
        reads = ports.Read is null ? null : new ReadChecker(ports, seen);
        simulator.Start($"monitor {ports.Name}", Watch);
    }

    /// <summary>As the other, by the prefix of the ports.</summary>
    public Axi4Monitor(Simulator simulator, Clock clock, string prefix, bool collect = false)
        : this(simulator, clock, new Axi4Ports(simulator.Dut, prefix), collect)
    {
    }

    /// <summary>The bursts that were answered, in the order of their last answers, if they are collected.</summary>
    public SimQueue<Axi4Access> Accesses { get; }

    /// <summary>Writes that were answered.</summary>
    public long Writes => writes?.Count ?? 0;

    /// <summary>Beats of data written.</summary>
    public long WriteBeats => writes?.Beats ?? 0;

    /// <summary>Reads that were answered to their last beat.</summary>
    public long Reads => reads?.Count ?? 0;

    /// <summary>Beats of data read.</summary>
    public long ReadBeats => reads?.Beats ?? 0;

    /// <summary>Waits a clock, to have seen what ends now, and checks that every burst was answered.</summary>
    /// <exception cref="ProtocolViolationException">one was not</exception>
    public async SimTask Finish()
    {
        await clock.RisingEdge;
        var (openWrites, openReads) = (writes?.Open ?? 0, reads?.Open ?? 0);
        if (openWrites + openReads > 0)
            throw new ProtocolViolationException(ports.Name, "ALL_ANSWERED", $"{openWrites} writes and {openReads} reads are open at the end");
    }

    private async SimTask Watch()
    {
        while (true)
        {
            await clock.RisingEdge;
            if (reset.IsActive())
            {
                writes?.Reset(reset.HasSettled);
                reads?.Reset(reset.HasSettled);
                continue;
            }

            var moved = writes?.Step() ?? false;
            moved |= reads?.Step() ?? false;
            if (moved)
                simulator.NoteProgress();
        }
    }
}
