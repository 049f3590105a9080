using HwGen.Verify.Simulation;
using HwGen.Verify.Simulation.Models;
using HwGen.Verify.Streams;

namespace HwGen.Bench.Simulation;

/// <summary>A 32-bit, 16-deep FIFO with random gaps (0 to 3 cycles with probability 1/4) and backpressure (ready with 3/4).</summary>
internal static class FifoBenchmark
{
    public static ModelDescription Description() => new()
    {
        Top = "axis_fifo",
        Sources = [Find("tests/cosim/Designs/axis_fifo.v")],
        Optimization = 2,
        Assertions = false,
    };

    public static void Native(Simulator sim, Clock clock, int cycles) => sim.Run(async () => await clock.Cycles(cycles));

    public static void PlainLoop(Simulator sim, Clock clock, int cycles) => sim.Run(async () =>
    {
        for (var i = 0; i < cycles; i++)
            await clock.RisingEdge;
    });

    public static void Tasks(Simulator sim, Clock clock, int cycles)
    {
        var (source, sink) = Ports(sim);
        var scoreboard = new Queue<ulong>();
        var random = sim.Random("words");
        sim.Start("driver", async () =>
        {
            await clock.Cycles(2);
            sim.Dut["aresetn"].Value = 1;
            while (true)
            {
                var bits = random.NextUInt64();
                for (var gap = (bits & 3) == 0 ? (bits >> 2) & 3 : 0; gap > 0; gap--)
                    await clock.RisingEdge;
                source.Data.Value = bits >> 32;
                source.Valid.Value = 1;
                scoreboard.Enqueue(bits >> 32);
                do
                    await clock.RisingEdge;
                while (!source.Ready.IsHigh);
                source.Valid.Value = 0;
            }
        });
        Monitor(sim, clock, cycles, sink, scoreboard);
    }

    public static void TasksWithSubroutine(Simulator sim, Clock clock, int cycles)
    {
        var (source, sink) = Ports(sim);
        var scoreboard = new Queue<ulong>();
        var random = sim.Random("words");

        async SimTask Send(ulong bits)
        {
            for (var gap = (bits & 3) == 0 ? (bits >> 2) & 3 : 0; gap > 0; gap--)
                await clock.RisingEdge;
            source.Data.Value = bits >> 32;
            source.Valid.Value = 1;
            scoreboard.Enqueue(bits >> 32);
            do
                await clock.RisingEdge;
            while (!source.Ready.IsHigh);
            source.Valid.Value = 0;
        }

        sim.Start("driver", async () =>
        {
            await clock.Cycles(2);
            sim.Dut["aresetn"].Value = 1;
            while (true)
                await Send(random.NextUInt64());
        });
        Monitor(sim, clock, cycles, sink, scoreboard);
    }

    public static void TasksWithTimer(Simulator sim, Clock clock, int cycles)
    {
        sim.Start("timer", async () => await sim.Timer(SimTime.Us(1_000_000_000)));
        Tasks(sim, clock, cycles);
    }

    public static void BusModels(Simulator sim, Clock clock, int cycles) => Run(sim, clock, cycles, monitors: false);

    public static void BusModelsAndMonitors(Simulator sim, Clock clock, int cycles) => Run(sim, clock, cycles, monitors: true);

    private static void Run(Simulator sim, Clock clock, int cycles, bool monitors)
    {
        var (sourcePorts, sinkPorts) = Ports(sim);
        var random = sim.Random("words");
        var scoreboard = new Scoreboard<ulong>("fifo");
        var source = new WordSource(sim, clock, sourcePorts, StallPattern.Random(0.25));
        void Next()
        {
            var word = random.NextUInt64() >> 32;
            scoreboard.Expect(word);
            source.Queue(word);
        }

        _ = new WordSink(sim, clock, sinkPorts, word =>
        {
            scoreboard.Check(word);
            Next();
        }, StallPattern.Random(0.25));
        if (monitors)
        {
            _ = new AxiStreamMonitor(sim, clock, sourcePorts);
            _ = new AxiStreamMonitor(sim, clock, sinkPorts);
        }

        sim.Run(async () =>
        {
            await clock.Cycles(2);
            sim.Dut["aresetn"].Value = 1;
            for (var i = 0; i < 16; i++)
                Next();
            await clock.Cycles(cycles);
        });
    }

    private static void Monitor(Simulator sim, Clock clock, int cycles, StreamPorts sink, Queue<ulong> scoreboard)
    {
        var random = sim.Random("ready");
        sim.Start("monitor", async () =>
        {
            await clock.Cycles(2);
            while (true)
            {
                var ready = random.NextUInt64() >> 62 != 0;
                sink.Ready.Value = ready ? 1UL : 0UL;
                await clock.RisingEdge;
                if (ready && sink.Valid.IsHigh && sink.Data.Value != scoreboard.Dequeue())
                    throw new InvalidDataException("wrong word");
            }
        });
        sim.Run(async () => await clock.Cycles(cycles));
    }

    // Keep and last are not part of this test.
    private static (StreamPorts Source, StreamPorts Sink) Ports(Simulator sim) =>
        (StreamPorts.Axi(sim.Dut, "s_axis") with { Last = null, Keep = null },
         StreamPorts.Axi(sim.Dut, "m_axis") with { Last = null, Keep = null });

    public static string Find(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, path)))
                return Path.Combine(folder.FullName, path);
        throw new FileNotFoundException(path);
    }
}
