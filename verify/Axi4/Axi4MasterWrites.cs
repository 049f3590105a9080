using HwGen.Verify.Simulation;
using HwGen.Verify.Streams;

namespace HwGen.Verify.Axi4;

/// <summary>The writes of a master: requests and data go out in the same order, each channel at its own pace.</summary>
internal sealed class Axi4MasterWrites
{
    private readonly string bus;
    private readonly Axi4WritePorts ports;
    private readonly ChannelSource address;
    private readonly ChannelSource data;
    private readonly ChannelSink response;
    private readonly SimRandom random;
    private readonly byte[] word;
    private readonly byte[] strobe;
    private readonly Queue<Axi4Transfer> queued = new();
    private readonly List<Axi4Transfer> open = [];
    private int addressed;
    private int supplied;
    private int beat;

    public Axi4MasterWrites(Simulator simulator, Axi4Ports bus, Axi4Stalls stalls)
    {
        this.bus = bus.Name;
        ports = bus.Write!;
        word = new byte[bus.BusBytes];
        strobe = new byte[(bus.BusBytes + 7) / 8];
        address = new ChannelSource(simulator, bus.Name, ports.Address.Channel, stalls.WriteAddress);
        data = new ChannelSource(simulator, bus.Name, ports.Data, stalls.WriteData);
        response = new ChannelSink(simulator, bus.Name, ports.Response, stalls.WriteResponse);
        random = simulator.Random($"unused lanes of writes on {bus.Name}");
    }

    public bool IsIdle => open.Count + queued.Count == 0;

    /// <summary>The channels that the oldest transfer still waits for.</summary>
    public string OpenChannels => (addressed == 0 ? "AW, " : "") + (supplied == 0 ? "W, " : "") + "B";

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

        if (data.MayOffer(supplied < open.Count))
        {
            Drive(open[supplied]);
            data.Offer();
        }

        response.Prepare(open.Count > 0);
    }

    /// <summary>Takes what is handed over at the coming edge.</summary>
    /// <returns>whether something was, and whether a transfer ended</returns>
    public (bool Moved, bool Ended) Step()
    {
        // An answer comes after its request and data, not with them.
        var ended = response.IsTaken;
        if (ended)
            End();
        var moved = ended;
        if (address.Take())
        {
            moved = true;
            addressed++;
        }

        if (data.Take())
        {
            moved = true;
            if (++beat == open[supplied].Request.Burst.Beats)
            {
                supplied++;
                beat = 0;
            }
        }

        return (moved, ended);
    }

    /// <summary>Cuts off what is open and drives nothing.</summary>
    /// <returns>whether something was cut off</returns>
    public bool Reset()
    {
        var cut = open.Count > 0;
        foreach (var transfer in open)
            transfer.CutOff();
        open.Clear();
        addressed = supplied = beat = 0;
        address.Reset();
        data.Reset();
        response.Prepare(false);
        return cut;
    }

    private void Drive(Axi4Transfer transfer)
    {
        var burst = transfer.Request.Burst;
        var (offset, count) = (burst.OffsetOf(beat), burst.BytesOf(beat));
        var lane = (int)(burst.AddressOf(beat) % (ulong)word.Length);
        if (count < word.Length)
            random.NextBytes(word);
        transfer.Data.Span.Slice(offset, count).CopyTo(word.AsSpan(lane));
        ports.Word.SetBytes(word);
        ports.Last?.IsHigh = beat == burst.Beats - 1;
        if (ports.Strobe is null)
            return;

        Array.Clear(strobe);
        for (var i = 0; i < count; i++)
            if (transfer.Enable.IsEmpty || transfer.Enable.Span[offset + i])
                strobe[(lane + i) / 8] |= (byte)(1 << ((lane + i) % 8));
        ports.Strobe.SetBytes(strobe);
    }

    private void End()
    {
        var id = ports.Id?.Value ?? 0;
        for (var i = 0; i < Math.Min(addressed, supplied); i++)
        {
            if (open[i].Request.Id != id)
                continue;
            open[i].Answer((AxiResponse)(ports.Code?.Value ?? 0));
            open.RemoveAt(i);
            addressed--;
            supplied--;
            return;
        }

        throw new ProtocolViolationException(bus, "RESPONSE_AFTER_WRITE",
            $"B answers id {id}, and no write of that id has had both its request and its data taken");
    }
}
