using HwGen.Verify.Simulation;
using HwGen.Verify.Streams;

namespace HwGen.Verify.Axi4;

/// <summary>The writes of a memory: requests and data come in either order, an answer after both.</summary>
internal sealed class Axi4MemoryWrites
{
    private readonly string bus;
    private readonly Axi4WritePorts ports;
    private readonly Axi4MemorySettings settings;
    private readonly SparseMemory bytes;
    private readonly int busBytes;
    private readonly ChannelSink address;
    private readonly ChannelSink data;
    private readonly ChannelSource response;
    private readonly Queue<Axi4Request> requests = new();
    private readonly BeatQueue ahead;
    private readonly OpenAnswers answers;
    private int beat;
    private AxiResponse worst;

    public Axi4MemoryWrites(Simulator simulator, Axi4Ports bus, Axi4MemorySettings settings, SparseMemory bytes)
    {
        this.bus = bus.Name;
        this.settings = settings;
        this.bytes = bytes;
        ports = bus.Write!;
        busBytes = bus.BusBytes;
        ahead = new BeatQueue(ports, busBytes);
        address = new ChannelSink(simulator, bus.Name, ports.Address.Channel, settings.Stalls.WriteAddress);
        data = new ChannelSink(simulator, bus.Name, ports.Data, settings.Stalls.WriteData);
        response = new ChannelSource(simulator, bus.Name, ports.Response, settings.Stalls.WriteResponse);
        answers = new OpenAnswers(settings.Order, simulator.Random($"order of answers to writes on {bus.Name}"));
    }

    public long Answered { get; private set; }

    /// <summary>Does what there is to do at the coming edge.</summary>
    /// <returns>whether something was handed over</returns>
    public bool Step(long cycle)
    {
        var moved = response.Take();
        if (moved)
            Answered++;
        if (address.IsTaken)
        {
            moved = true;
            var request = ports.Address.Request;
            BurstRules.Check(bus, ports.Address.Channel.Name, request.Burst, busBytes);
            requests.Enqueue(request);
        }

        if (data.IsTaken)
        {
            moved = true;
            ahead.Take();
        }

        while (requests.Count > 0 && ahead.Count > 0)
        {
            Store(ahead.First, requests.Peek(), cycle);
            ahead.RemoveFirst();
        }

        address.Prepare(requests.Count + answers.Count + (response.IsFree ? 0 : 1) < settings.Outstanding);
        data.Prepare(requests.Count > 0 || ahead.Count < settings.DataAhead);
        Answer(cycle);
        return moved;
    }

    public void Reset()
    {
        ahead.Clear();
        requests.Clear();
        answers.Clear();
        beat = 0;
        worst = AxiResponse.Okay;
        address.Prepare(false);
        data.Prepare(false);
        response.Reset();
    }

    private void Store(BeatQueue.Beat taken, Axi4Request request, long cycle)
    {
        BurstRules.CheckLast(bus, "WLAST_POSITION", ports.Last, taken.IsLast, beat, request);
        var (first, count) = (request.Burst.AddressOf(beat), request.Burst.BytesOf(beat));
        var code = FaultyRange.Worst(settings.Faults, first, count);
        var lane = (int)(first % (ulong)busBytes);
        for (var i = 0; code == AxiResponse.Okay && i < count;)
        {
            var run = 0;
            while (i + run < count && KeepMask.IsKept(taken.Strobe, lane + i + run))
                run++;
            bytes.Write(first + (ulong)i, taken.Data.AsSpan(lane + i, run));
            i += run + 1;
        }

        worst = code > worst ? code : worst;
        if (++beat < request.Burst.Beats)
            return;
        requests.Dequeue();
        answers.Add(new(request, cycle + settings.Latency, worst));
        beat = 0;
        worst = AxiResponse.Okay;
    }

    private void Answer(long cycle)
    {
        if (!response.IsFree)
            return;
        var next = answers.Next(cycle);
        if (!response.MayOffer(next >= 0))
            return;
        ports.Id?.Value = answers[next].Request.Id;
        ports.Code?.Value = (ulong)answers[next].Response;
        response.Offer();
        answers.RemoveAt(next);
    }
}
