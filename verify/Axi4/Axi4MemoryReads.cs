using HwGen.Verify.Simulation;
using HwGen.Verify.Streams;

namespace HwGen.Verify.Axi4;

/// <summary>The reads of a memory.</summary>
internal sealed class Axi4MemoryReads
{
    private readonly string bus;
    private readonly Axi4ReadPorts ports;
    private readonly Axi4MemorySettings settings;
    private readonly SparseMemory bytes;
    private readonly ChannelSink address;
    private readonly ChannelSource data;
    private readonly OpenAnswers answers;
    private readonly SimRandom random;
    private readonly byte[] word;
    private bool offersLast;

    public Axi4MemoryReads(Simulator simulator, Axi4Ports bus, Axi4MemorySettings settings, SparseMemory bytes)
    {
        this.bus = bus.Name;
        this.settings = settings;
        this.bytes = bytes;
        ports = bus.Read!;
        word = new byte[bus.BusBytes];
        address = new ChannelSink(simulator, bus.Name, ports.Address.Channel, settings.Stalls.ReadAddress);
        data = new ChannelSource(simulator, bus.Name, ports.Data, settings.Stalls.ReadData);
        answers = new OpenAnswers(settings.Order, simulator.Random($"order of answers to reads on {bus.Name}"));
        random = simulator.Random($"unused lanes of reads on {bus.Name}");
    }

    public long Answered { get; private set; }

    /// <summary>Does what there is to do at the coming edge.</summary>
    /// <returns>whether something was handed over</returns>
    public bool Step(long cycle)
    {
        var moved = data.Take();
        if (moved && offersLast)
            Answered++;
        if (address.IsTaken)
        {
            moved = true;
            var request = ports.Address.Request;
            BurstRules.Check(bus, ports.Address.Channel.Name, request.Burst, word.Length);
            answers.Add(new(request, cycle + settings.Latency));
        }

        address.Prepare(answers.Count + (data.IsFree || !offersLast ? 0 : 1) < settings.Outstanding);
        Answer(cycle);
        return moved;
    }

    public void Reset()
    {
        answers.Clear();
        address.Prepare(false);
        data.Reset();
    }

    private void Answer(long cycle)
    {
        if (!data.IsFree)
            return;
        var next = answers.Next(cycle);
        if (!data.MayOffer(next >= 0))
            return;
        ref var answer = ref answers[next];
        var burst = answer.Request.Burst;
        var (first, count) = (burst.AddressOf(answer.Beat), burst.BytesOf(answer.Beat));
        var code = FaultyRange.Worst(settings.Faults, first, count);
        if (count < word.Length || code != AxiResponse.Okay)
            random.NextBytes(word);
        if (code == AxiResponse.Okay)
            bytes.Read(first, word.AsSpan((int)(first % (ulong)word.Length), count));
        offersLast = ++answer.Beat == burst.Beats;

        ports.Word.SetBytes(word);
        ports.Id?.Value = answer.Request.Id;
        ports.Code?.Value = (ulong)code;
        ports.Last?.IsHigh = offersLast;
        data.Offer();
        if (offersLast)
            answers.RemoveAt(next);
    }
}
