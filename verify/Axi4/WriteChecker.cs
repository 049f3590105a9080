using HwGen.Verify.Simulation;
using HwGen.Verify.Streams;

namespace HwGen.Verify.Axi4;

/// <summary>Follows the writes of a bus and checks them.</summary>
internal sealed class WriteChecker
{
    private readonly string bus;
    private readonly Axi4WritePorts ports;
    private readonly int busBytes;
    private readonly Action<Axi4Access>? seen;
    private readonly AddressChecker address;
    private readonly ChannelChecker data;
    private readonly ChannelChecker response;
    private readonly Queue<AccessRecord> requests = new();
    private readonly BeatQueue ahead;
    private readonly List<AccessRecord> unanswered = [];

    public WriteChecker(Axi4Ports bus, Action<Axi4Access>? seen)
    {
        this.bus = bus.Name;
        this.seen = seen;
        ports = bus.Write!;
        busBytes = bus.BusBytes;
        ahead = new BeatQueue(ports, busBytes);
        address = new AddressChecker(bus.Name, ports.Address, busBytes);
        data = new ChannelChecker(bus.Name, ports.Data);
        response = new ChannelChecker(bus.Name, ports.Response);
    }

    public long Count { get; private set; }

    public long Beats { get; private set; }

    public int Open => requests.Count + unanswered.Count + (ahead.Count > 0 ? 1 : 0);

    /// <summary>Checks the values just before an edge.</summary>
    /// <returns>whether something is handed over at it</returns>
    public bool Step()
    {
        // An answer may not even be offered before what it answers was taken at an earlier edge.
        var answered = response.Check();
        if (response.IsNew)
            Unanswered().CheckAnswer(bus, ports.Code);
        if (answered)
            End(Unanswered());
        var moved = answered;
        if (address.Check())
        {
            moved = true;
            requests.Enqueue(new AccessRecord(ports.Address.Request, seen is not null));
        }

        if (data.Check())
        {
            moved = true;
            Beats++;
            ahead.Take();
        }

        while (requests.Count > 0 && ahead.Count > 0)
        {
            Supply(requests.Peek(), ahead.First);
            ahead.RemoveFirst();
        }

        return moved;
    }

    public void Reset(bool check)
    {
        requests.Clear();
        ahead.Clear();
        unanswered.Clear();
        address.Reset(check);
        data.Reset(check);
        response.Reset(check);
    }

    private void Supply(AccessRecord write, BeatQueue.Beat beat)
    {
        BurstRules.CheckLast(bus, "WLAST_POSITION", ports.Last, beat.IsLast, write.Beat, write.Request);
        if (ports.Strobe is not null)
            CheckLanes(write, beat.Strobe);
        write.Add(beat.Data, beat.Strobe);
        if (write.IsWhole)
            unanswered.Add(requests.Dequeue());
    }

    private void CheckLanes(AccessRecord write, byte[] strobe)
    {
        var burst = write.Request.Burst;
        var first = (int)(burst.AddressOf(write.Beat) % (ulong)busBytes);
        var end = first + burst.BytesOf(write.Beat);
        for (var lane = 0; lane < busBytes; lane++)
            if ((lane < first || lane >= end) && KeepMask.IsKept(strobe, lane))
                throw new ProtocolViolationException(
                    bus, "STROBE_LANES",
                    $"{ports.Strobe!.Name} has bit {lane} set in beat {write.Beat + 1} of the {write.Request}, whose bytes are in lanes {first} to {end - 1}");
    }

    private AccessRecord Unanswered()
    {
        var id = ports.Id?.Value ?? 0;
        foreach (var write in unanswered)
            if (write.Request.Id == id)
                return write;
        if (unanswered.Count == 0)
            throw new ProtocolViolationException(bus, "RESPONSE_AFTER_WRITE",
                $"{ports.Response.Valid.Name} is high though no write has had both its request and its data taken");
        throw new ProtocolViolationException(bus, "RESPONSE_ID",
            $"{ports.Id!.Name} is {id}, the writes to answer have {string.Join(", ", unanswered.Select(write => write.Request.Id).Distinct())}");
    }

    private void End(AccessRecord write)
    {
        write.Answer((AxiResponse)(ports.Code?.Value ?? 0));
        unanswered.Remove(write);
        Count++;
        seen?.Invoke(write.Finish(isWrite: true));
    }
}
