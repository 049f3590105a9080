using HwGen.Verify.Simulation;

namespace HwGen.Verify.Axi4;

/// <summary>A memory behind an AXI4 master of the design.</summary>
/// <remarks><para>All bursts of AXI4, write strobes, ids, several bursts open at once. A write is done when its data have been taken,
/// before its answer; a beat of a read is read when it is offered. Exclusive accesses are answered as others, with OKAY.</para>
/// <para>Lanes that a beat does not use carry random bytes. A request that breaks a rule of the standard fails the simulation with a
/// <see cref="Streams.ProtocolViolationException"/>; the other rules are for <see cref="Axi4Monitor"/>. Allocates nothing per beat.
/// Source: Arm IHI 0022.</para></remarks>
public sealed class Axi4Memory
{
    private readonly Simulator simulator;
    private readonly Clock clock;
    private readonly Axi4Ports ports;
    private readonly Axi4MemoryWrites? writes;
    private readonly Axi4MemoryReads? reads;

    /// <summary>Begins to serve.</summary>
    /// <param name="simulator">the simulation</param>
    /// <param name="clock">the bus's clock</param>
    /// <param name="ports">the master's ports</param>
    /// <param name="settings">how it behaves, the defaults if null</param>
    /// <param name="bytes">what it holds; give it to share one memory between ports</param>
    public Axi4Memory(Simulator simulator, Clock clock, Axi4Ports ports, Axi4MemorySettings? settings = null, SparseMemory? bytes = null)
    {
        settings ??= new Axi4MemorySettings();
        settings.Check();
        (this.simulator, this.clock, this.ports) = (simulator, clock, ports);
        Bytes = bytes ?? new SparseMemory(simulator.Random($"memory behind {ports.Name}"));
        writes = ports.Write is null ? null : new Axi4MemoryWrites(simulator, ports, settings, Bytes);
        reads = ports.Read is null ? null : new Axi4MemoryReads(simulator, ports, settings, Bytes);
        simulator.Start($"memory behind {ports.Name}", Serve);
    }

    /// <summary>As the other, by the prefix of the ports.</summary>
    public Axi4Memory(Simulator simulator, Clock clock, string prefix, Axi4MemorySettings? settings = null, SparseMemory? bytes = null)
        : this(simulator, clock, new Axi4Ports(simulator.Dut, prefix), settings, bytes)
    {
    }

    /// <summary>What it holds.</summary>
    public SparseMemory Bytes { get; }

    /// <summary>Writes that were answered.</summary>
    public long Writes => writes?.Answered ?? 0;

    /// <summary>Reads that were answered to their last beat.</summary>
    public long Reads => reads?.Answered ?? 0;

    private async SimTask Serve()
    {
        while (true)
        {
            await clock.RisingEdge;
            if (ports.IsInReset)
            {
                writes?.Reset();
                reads?.Reset();
                continue;
            }

            var moved = writes?.Step(clock.Cycle) ?? false;
            moved |= reads?.Step(clock.Cycle) ?? false;
            if (moved)
                simulator.NoteProgress();
        }
    }
}
