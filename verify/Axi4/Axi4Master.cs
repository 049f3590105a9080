using HwGen.Verify.Simulation;
using HwGen.Verify.Streams;

namespace HwGen.Verify.Axi4;

/// <summary>Reads and writes behind an AXI4 slave of the design.</summary>
/// <remarks>Bursts of one direction begin in the order in which they are given, several are open at once, reads and writes run beside each other.
/// Requests and data of writes go out independently, so that data may come first. Lanes without a strobe carry random bytes.
/// Allocates per burst, not per beat. Source: Arm IHI 0022.</remarks>
public sealed class Axi4Master
{
    private readonly Simulator simulator;
    private readonly Clock clock;
    private readonly Axi4Ports ports;
    private readonly Axi4MasterWrites? writes;
    private readonly Axi4MasterReads? reads;
    private readonly SimEvent arrived;
    private readonly SimEvent ended;
    private long lastMove;

    /// <summary>A master that is idle.</summary>
    /// <param name="simulator">the simulation</param>
    /// <param name="clock">the bus's clock</param>
    /// <param name="ports">the slave's ports</param>
    /// <param name="stalls">when a channel pauses; never if null</param>
    public Axi4Master(Simulator simulator, Clock clock, Axi4Ports ports, Axi4Stalls? stalls = null)
    {
        (this.simulator, this.clock, this.ports) = (simulator, clock, ports);
        writes = ports.Write is null ? null : new Axi4MasterWrites(simulator, ports, stalls ?? Axi4Stalls.Never);
        reads = ports.Read is null ? null : new Axi4MasterReads(simulator, ports, stalls ?? Axi4Stalls.Never);
        arrived = new SimEvent(simulator, $"a burst for {ports.Name}");
        ended = new SimEvent(simulator, $"the end of a burst on {ports.Name}");
        simulator.Start($"master of {ports.Name}", Drive);
    }

    /// <summary>As the other, by the prefix of the ports.</summary>
    public Axi4Master(Simulator simulator, Clock clock, string prefix, Axi4Stalls? stalls = null)
        : this(simulator, clock, new Axi4Ports(simulator.Dut, prefix), stalls)
    {
    }

    /// <summary>Bursts of a direction that are open at once, at most.</summary>
    public int Outstanding { get; init; } = 8;

    /// <summary>Clocks without any transfer on any channel after which an open burst is given up.</summary>
    public int TimeoutCycles { get; init; } = 1000;

    /// <summary>Whether all bursts were answered.</summary>
    public bool IsIdle => writes is null or { IsIdle: true } && reads is null or { IsIdle: true };

    /// <summary>Queues a burst that writes, and goes on; <see cref="Finish"/> waits for it.</summary>
    /// <param name="burst">the burst</param>
    /// <param name="data">its bytes in the order in which they cross the bus; they must not change before the end</param>
    /// <param name="id">its id</param>
    /// <param name="enable">which of the bytes are written; all if empty</param>
    /// <exception cref="ArgumentException">the burst breaks a rule of the standard, or does not fit the bus or the data</exception>
    public Axi4Transfer BeginWrite(Axi4Burst burst, ReadOnlyMemory<byte> data, ulong id = 0, ReadOnlyMemory<bool> enable = default)
    {
        if (writes is null)
            throw new ArgumentException($"{ports.Name} only reads", nameof(burst));
        GivenBurst.Check(ports, ports.Write!.Address, burst, data.Length, id);
        GivenBurst.CheckEnable(ports, burst, enable.Length);
        return Begin(new Axi4Transfer(true, new Axi4Request(id, burst), default, data, enable), writes.Queue);
    }

    /// <summary>Queues a burst that reads, and goes on; <see cref="Finish"/> waits for it.</summary>
    /// <param name="burst">the burst</param>
    /// <param name="target">where its bytes go, in the order in which they cross the bus</param>
    /// <param name="id">its id</param>
    /// <exception cref="ArgumentException">the burst breaks a rule of the standard, or does not fit the bus or the target</exception>
    public Axi4Transfer BeginRead(Axi4Burst burst, Memory<byte> target, ulong id = 0)
    {
        if (reads is null)
            throw new ArgumentException($"{ports.Name} only writes", nameof(burst));
        GivenBurst.Check(ports, ports.Read!.Address, burst, target.Length, id);
        return Begin(new Axi4Transfer(false, new Axi4Request(id, burst), target, default, default), reads.Queue);
    }

    /// <summary>Waits for the end of a burst.</summary>
    /// <exception cref="AxiResponseException">the answer is an error, or a reset cut it off</exception>
    public async SimTask Finish(Axi4Transfer transfer)
    {
        while (!transfer.IsDone)
            await ended;
        if (transfer.Outcome is { Length: > 0 } outcome)
            throw new AxiResponseException($"{ports.Name}: {transfer} {outcome}");
    }

    /// <summary>Writes bytes anywhere, in as few INCR bursts as the standard allows, and waits for their answers.</summary>
    /// <param name="address">the first byte's address</param>
    /// <param name="data">the bytes</param>
    /// <param name="id">the id of the bursts</param>
    /// <exception cref="AxiResponseException">an answer is an error</exception>
    public SimTask Write(ulong address, ReadOnlyMemory<byte> data, ulong id = 0) => InBursts(
        address, data.Length, ports.Write?.Address, (burst, offset, count) => BeginWrite(burst, Padded(data.Slice(offset, count), burst), id, EnableFirst(count, burst)));

    /// <summary>Reads bytes from anywhere, in as few INCR bursts as the standard allows.</summary>
    /// <param name="address">the first byte's address</param>
    /// <param name="count">how many</param>
    /// <param name="id">the id of the bursts</param>
    /// <exception cref="AxiResponseException">an answer is an error</exception>
    public async SimTask<byte[]> Read(ulong address, int count, ulong id = 0)
    {
        var read = new byte[count + ports.BusBytes];  // the last beat may bring more than was asked for
        await InBursts(address, count, ports.Read?.Address, (burst, offset, _) => BeginRead(burst, read.AsMemory(offset, burst.ByteCount), id));
        return read[..count];
    }

    /// <summary>Waits until all bursts are answered.</summary>
    public async SimTask Drain()
    {
        while (!IsIdle)
            await ended;
    }

    // The last beat is filled up: what is beyond the data is not enabled.
    private static ReadOnlyMemory<byte> Padded(ReadOnlyMemory<byte> data, Axi4Burst burst)
    {
        if (data.Length == burst.ByteCount)
            return data;
        var padded = new byte[burst.ByteCount];
        data.CopyTo(padded);
        return padded;
    }

    private static ReadOnlyMemory<bool> EnableFirst(int count, Axi4Burst burst)
    {
        if (count == burst.ByteCount)
            return default;
        var enable = new bool[burst.ByteCount];
        enable.AsSpan(0, count).Fill(true);
        return enable;
    }

    private async SimTask InBursts(ulong address, int count, Axi4AddressPorts? channel, Func<Axi4Burst, int, int, Axi4Transfer> begin)
    {
        var transfers = new List<Axi4Transfer>();
        for (var offset = 0; offset < count;)
        {
            var burst = Axi4Burst.Longest(address + (ulong)offset, count - offset, ports.BusBytes, channel?.MostBeats ?? 1);
            var length = Math.Min(burst.ByteCount, count - offset);
            transfers.Add(begin(burst, offset, length));
            offset += length;
        }

        foreach (var transfer in transfers)
            await Finish(transfer);
    }

    private Axi4Transfer Begin(Axi4Transfer transfer, Action<Axi4Transfer> queue)
    {
        if (IsIdle)
            lastMove = clock.Cycle;
        queue(transfer);
        arrived.Set();
        return transfer;
    }

    private async SimTask Drive()
    {
        while (true)
        {
            if (ports.IsInReset)
            {
                var cut = writes?.Reset() ?? false;
                cut |= reads?.Reset() ?? false;
                if (cut)
                    ended.Pulse();
                await clock.RisingEdge;
                continue;
            }

            writes?.Prepare(Outstanding);
            reads?.Prepare(Outstanding);
            if (IsIdle)
            {
                arrived.Clear();
                await arrived;
                continue;
            }

            await clock.RisingEdge;
            Step();
        }
    }

    private void Step()
    {
        var written = writes?.Step() ?? default;
        var read = reads?.Step() ?? default;
        if (written.Moved || read.Moved)
        {
            lastMove = clock.Cycle;
            simulator.NoteProgress();
        }
        else if (clock.Cycle - lastMove > TimeoutCycles)
        {
            var (transfer, channels) = writes?.Oldest is { } write ? (write, writes.OpenChannels) : (reads!.Oldest, reads.OpenChannels);
            throw new TimeoutException($"{ports.Name}: {transfer} was not served in {TimeoutCycles} cycles, still open: {channels}");
        }

        if (written.Ended || read.Ended)
            ended.Pulse();
    }
}
