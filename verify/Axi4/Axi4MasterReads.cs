using HwGen.Verify.Simulation;
using HwGen.Verify.Streams;

namespace HwGen.Verify.Axi4;

/// <summary>The reads of a master. Answers to different ids may come in any order and mixed.</summary>
internal sealed class Axi4MasterReads
{
    private readonly string bus;
    private readonly Axi4ReadPorts ports;
    private readonly int busBytes;
    private readonly ChannelSource address;
    private readonly ChannelSink data;
    private readonly Queue<Axi4Transfer> queued = new();
    private readonly List<Axi4Transfer> open = [];
    private int addressed;

    public Axi4MasterReads(Simulator simulator, Axi4Ports bus, Axi4Stalls stalls)
    {
        this.bus = bus.Name;
        busBytes = bus.BusBytes;
        ports = bus.Read!;
        address = new ChannelSource(simulator, bus.Name, ports.Address.Channel, stalls.ReadAddress);
        data = new ChannelSink(simulator, bus.Name, ports.Data, stalls.ReadData);
    }

    public bool IsIdle => open.Count + queued.Count == 0;

    /// <summary>The channels that the oldest transfer still waits for.</summary>
    public string OpenChannels => addressed == 0 ? "AR, R" : "R";

    public Axi4Transfer? Oldest => open.Count > 0 ? open[0] : null;

    public void Queue(Axi4Transfer transfer) => queued.Enqueue(transfer);

    /// <summary>Drives what shall be on the channels after the coming edge.</summary>
    public void Prepare(int outstanding)
    {
        while (queued.Count > 0 && open.Count < outstanding)
            open.Add(queued.Dequeue());
        if (address.MayOffer(addressed < open.Count))
        {
            ports.Address.Drive(open[addressed].Request);
            address.Offer();
        }

        data.Prepare(open.Count > 0);
    }

    /// <summary>Takes what is handed over at the coming edge.</summary>
    /// <returns>whether something was, and whether a transfer ended</returns>
    public (bool Moved, bool Ended) Step()
    {
        var (moved, ended) = (data.IsTaken, false);
        if (moved)
            ended = TakeBeat();
        if (!address.Take())
            return (moved, ended);
        addressed++;
        return (true, ended);
    }

    /// <summary>Cuts off what is open and drives nothing.</summary>
    /// <returns>whether something was cut off</returns>
    public bool Reset()
    {
        var cut = open.Count > 0;
        foreach (var transfer in open)
            transfer.CutOff();
        open.Clear();
        addressed = 0;
        address.Reset();
        data.Prepare(false);
        return cut;
    }

    private bool TakeBeat()
    {
        var id = ports.Id?.Value ?? 0;
        var place = 0;
        while (place < addressed && open[place].Request.Id != id)
            place++;
        if (place == addressed)
            throw new ProtocolViolationException(bus, "DATA_AFTER_READ", $"R answers id {id}, and no read of that id is open");

        var transfer = open[place];
        var burst = transfer.Request.Burst;
        var beat = transfer.Beat++;
        BurstRules.CheckLast(bus, "RLAST_POSITION", ports.Last, ports.Last is { IsHigh: true }, beat, transfer.Request);
        var lane = (int)(burst.AddressOf(beat) % (ulong)busBytes);
        ports.Word.Bytes.Slice(lane, burst.BytesOf(beat)).CopyTo(transfer.Target.Span[burst.OffsetOf(beat)..]);
        var response = (AxiResponse)(ports.Code?.Value ?? 0);
        if (beat < burst.Beats - 1)
        {
            transfer.Response = response > transfer.Response ? response : transfer.Response;
            return false;
        }

        transfer.Answer(response);
        open.RemoveAt(place);
        addressed--;
        return true;
    }
}
