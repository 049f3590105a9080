using HwGen.Verify.Simulation;

namespace HwGen.Verify.Streams;

/// <summary>Takes words of up to 64 bits from a valid/ready interface. Allocates nothing per word.</summary>
public sealed class WordSink
{
    private readonly Simulator simulator;
    private readonly StreamPorts ports;
    private readonly Clock clock;
    private readonly StallSequence stall;
    private readonly Action<ulong> take;

    /// <summary>Begins to take words.</summary>
    /// <param name="simulator">the simulation</param>
    /// <param name="clock">the interface's clock</param>
    /// <param name="ports">its ports</param>
    /// <param name="take">gets each word at the edge at which it is taken</param>
    /// <param name="backpressure">when it takes none; never if null</param>
    public WordSink(Simulator simulator, Clock clock, StreamPorts ports, Action<ulong> take, StallPattern? backpressure = null)
    {
        this.simulator = simulator;
        this.clock = clock;
        this.ports = ports;
        this.take = take;
        stall = (backpressure ?? StallPattern.Never).Begin(simulator.Random("backpressure of " + ports.Name));
        ports.Ready.Deposit(0);
        simulator.Start($"sink {ports.Name}", Take);
    }

    /// <summary>Words taken.</summary>
    public long Taken { get; private set; }

    private async SimTask Take()
    {
        var ready = false;
        while (true)
        {
            var wanted = !stall.Next();
            if (wanted != ready)
                ports.Ready.Value = wanted ? 1UL : 0UL;
            ready = wanted;
            await clock.RisingEdge;
            if (!ready || !ports.Valid.IsHigh || ports.IsInReset)
                continue;
            Taken++;
            simulator.NoteProgress();
            take(ports.Data.Value);
        }
    }
}
