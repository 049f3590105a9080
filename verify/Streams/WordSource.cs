using HwGen.Verify.Simulation;

namespace HwGen.Verify.Streams;

/// <summary>Drives words of up to 64 bits into a valid/ready interface. Allocates nothing per word.</summary>
public sealed class WordSource
{
    private readonly Simulator simulator;
    private readonly StreamPorts ports;
    private readonly Clock clock;
    private readonly Queue<ulong> words = new();
    private readonly SimEvent arrived;
    private readonly SimEvent drained;
    private readonly StallSequence stall;

    /// <summary>Begins to drive the interface, idle at first.</summary>
    /// <param name="simulator">the simulation</param>
    /// <param name="clock">the interface's clock</param>
    /// <param name="ports">its ports; last and keep are not driven</param>
    /// <param name="idle">when it pauses between words; never if null</param>
    public WordSource(Simulator simulator, Clock clock, StreamPorts ports, StallPattern? idle = null)
    {
        this.simulator = simulator;
        this.clock = clock;
        this.ports = ports;
        arrived = new SimEvent(simulator, $"a word for {ports.Name}");
        drained = new SimEvent(simulator, $"all words of {ports.Name} sent");
        stall = (idle ?? StallPattern.Never).Begin(simulator.Random("idle cycles of " + ports.Name));
        ports.Valid.Deposit(0);
        simulator.Start($"source {ports.Name}", Drive);
    }

    /// <summary>Words that were queued and not taken.</summary>
    public int Open { get; private set; }

    /// <summary>Words that the design has taken.</summary>
    public long Sent { get; private set; }

    /// <summary>Fires when the design has taken all words.</summary>
    public Trigger Drained => drained;

    /// <summary>Queues a word.</summary>
    public void Queue(ulong word)
    {
        words.Enqueue(word);
        Open++;
        if (!arrived.IsSet)
            arrived.Set();
    }

    private async SimTask Drive()
    {
        var driving = false;
        while (true)
        {
            var hasWord = words.Count > 0;
            if (!hasWord || ports.IsInReset || stall.Next())
            {
                if (driving)
                    ports.Valid.Value = 0;
                driving = false;
                if (hasWord)
                {
                    await clock.RisingEdge;
                    continue;
                }

                drained.Pulse();
                arrived.Clear();
                await arrived;
                continue;
            }

            ports.Data.Value = words.Dequeue();
            if (!driving)
                ports.Valid.Value = 1;
            driving = true;
            do
                await clock.RisingEdge;
            while (!ports.Ready.IsHigh);
            Open--;
            Sent++;
            simulator.NoteProgress();
        }
    }
}
