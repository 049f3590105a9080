using HwGen.Verify.Streams;

namespace HwGen.Verify.Axi4;

/// <summary>Follows the reads of a bus and checks them.</summary>
internal sealed class ReadChecker
{
    private readonly string bus;
    private readonly Axi4ReadPorts ports;
    private readonly Action<Axi4Access>? seen;
    private readonly AddressChecker address;
    private readonly ChannelChecker data;
    private readonly List<AccessRecord> open = [];
    private readonly byte[] word;

    public ReadChecker(Axi4Ports bus, Action<Axi4Access>? seen)
    {
        this.bus = bus.Name;
        this.seen = seen;
        ports = bus.Read!;
        word = new byte[bus.BusBytes];
        address = new AddressChecker(bus.Name, ports.Address, bus.BusBytes);
        data = new ChannelChecker(bus.Name, ports.Data);
    }

    public long Count { get; private set; }

    public long Beats { get; private set; }

    public int Open => open.Count;

    /// <summary>Checks the values just before an edge.</summary>
    /// <returns>whether something is handed over at it</returns>
    public bool Step()
    {
        // Data may not even be offered before their request was taken at an earlier edge.
        var moved = data.Check();
        if (data.IsNew)
            CheckOffer();
        if (moved)
            TakeBeat();
        if (!address.Check())
            return moved;
        open.Add(new AccessRecord(ports.Address.Request, seen is not null));
        return true;
    }

    public void Reset(bool check)
    {
        open.Clear();
        address.Reset(check);
        data.Reset(check);
    }

    private void CheckOffer()
    {
        var read = Oldest();
        BurstRules.CheckLast(bus, "RLAST_POSITION", ports.Last, ports.Last is { IsHigh: true }, read.Beat, read.Request);
        read.CheckAnswer(bus, ports.Code);
    }

    private void TakeBeat()
    {
        var read = Oldest();
        Beats++;
        if (read.Collects)
            ports.Word.GetBytes(word);
        read.Add(word, default);
        read.Answer((AxiResponse)(ports.Code?.Value ?? 0));
        if (!read.IsWhole)
            return;
        open.Remove(read);
        Count++;
        seen?.Invoke(read.Finish(isWrite: false));
    }

    // The read that the beat belongs to: the oldest of its id.
    private AccessRecord Oldest()
    {
        var id = ports.Id?.Value ?? 0;
        foreach (var read in open)
            if (read.Request.Id == id)
                return read;
        if (open.Count == 0)
            throw new ProtocolViolationException(bus, "DATA_AFTER_READ", $"{ports.Data.Valid.Name} is high though no read is open");
        throw new ProtocolViolationException(bus, "DATA_ID",
            $"{ports.Id!.Name} is {id}, the open reads have {string.Join(", ", open.Select(read => read.Request.Id).Distinct())}");
    }
}
