using HwGen.Verify.Axi4;
using HwGen.Verify.Simulation;
using HwGen.Verify.Streams;
using Xunit;

namespace HwGen.Tests.Cosim.Simulation;

public sealed class AllocationTests
{
    private const int Warm = 2000;
    private const int Measured = 20_000;

    [Fact]
    public void Edges_cycles_timers_and_phases_allocate_nothing()
    {
        using var sim = new Simulator(TestModels.Build("counters"));
        var clock = sim.AddClock("clk_a_i", SimTime.Ns(10));
        var enable = sim.Dut["enable_i"];
        var count = sim.Dut["count_a_o"];
        async SimTask Rounds(int rounds)
        {
            for (var i = 0; i < rounds; i++)
            {
                await clock.RisingEdge;
                enable.Value = (ulong)(i & 1);
                await clock.Cycles(3);
                await sim.Timer(SimTime.Ns(13));
                await clock.FallingEdge;
                _ = count.Value;
                await sim.ReadOnly;
            }
        }

        Assert.Equal(0, Allocated(sim, Rounds));
    }

    [Fact]
    public void Subroutines_awaited_where_they_are_called_allocate_nothing()
    {
        using var sim = new Simulator(TestModels.Build("counters"));
        var clock = sim.AddClock("clk_a_i", SimTime.Ns(10));
        var count = sim.Dut["count_a_o"];

        async SimTask Wait(int edges)
        {
            for (var i = 0; i < edges; i++)
                await clock.RisingEdge;
        }

        async SimTask<ulong> Read()
        {
            await Wait(1);
            return count.Value;
        }

        var wrong = 0;
        async SimTask Rounds(int rounds)
        {
            for (var i = 0; i < rounds; i++)
            {
                await Wait(1 + (i & 1));
                var before = await Read();
                if (await Read() != (byte)(before + 1))
                    wrong++;
            }
        }

        sim.Dut["enable_i"].Deposit(1);
        Assert.Equal(0, Allocated(sim, Rounds));
        Assert.Equal(0, wrong);
    }

    [Fact]
    public void Driver_monitor_and_scoreboard_allocate_nothing()
    {
        using var sim = new Simulator(TestModels.Build("axis_fifo"));
        var clock = sim.AddClock("aclk", SimTime.Ns(10));
        var random = sim.Random("words");
        var scoreboard = new Scoreboard<ulong>("fifo");
        WordSource? source = null;
        async SimTask Rounds(int rounds)
        {
            for (var i = 0; i < rounds; i++)
            {
                if (source!.Open < 8)
                {
                    var word = random.NextUInt64() >> 32;
                    source.Queue(word);
                    scoreboard.Expect(word);
                }

                await clock.RisingEdge;
            }
        }

        Assert.Equal(0, Allocated(sim, Rounds, async () =>
        {
            await clock.Cycles(2);
            sim.Dut["aresetn"].Value = 1;
            source = new WordSource(sim, clock, StreamPorts.Axi(sim.Dut, "s_axis"), StallPattern.Random(0.2));
            _ = new WordSink(sim, clock, StreamPorts.Axi(sim.Dut, "m_axis"), scoreboard.Check, StallPattern.Random(0.25));
        }));
        Assert.True(scoreboard.Compared > Measured / 2);
    }

    [Fact]
    public void Bursts_allocate_nothing_per_beat()
    {
        long one = AllocatedByBursts(beats: 1);
        long many = AllocatedByBursts(beats: 200);
        Assert.InRange(one, 1, 1000 * Measured / 100);
        Assert.InRange((many - one) / (2.0 * Measured / 100 * 199), -1, 1);  // an object a beat would be 24 bytes
    }

    // Bytes for Measured / 100 writes and as many reads.
    private static long AllocatedByBursts(int beats)
    {
        using var sim = new Simulator(TestModels.Build("axi4_link", ("DATA_W", 32)));
        var clock = sim.AddClock("aclk", SimTime.Ns(10));
        var burst = new Axi4Burst(0x1000, beats, 4);
        var data = new byte[4 * beats];
        Axi4Master? master = null;
        async SimTask Rounds(int rounds)
        {
            for (var i = 0; i < rounds / 100; i++)
            {
                var write = master!.BeginWrite(burst, data);
                var read = master.BeginRead(burst, data);
                while (!write.IsDone || !read.IsDone)
                    await clock.RisingEdge;
            }
        }

        return Allocated(sim, Rounds, async () =>
        {
            sim.Dut["aresetn"].Deposit(1);
            master = new Axi4Master(sim, clock, "s_axi", Axi4Stalls.All(StallPattern.Random(0.2)));
            _ = new Axi4Memory(sim, clock, "m_axi", new Axi4MemorySettings { Stalls = Axi4Stalls.All(StallPattern.Random(0.2)) });
            _ = new Axi4Monitor(sim, clock, "m_axi");
            await clock.RisingEdge;
        });
    }

    private static long Allocated(Simulator sim, Func<int, SimTask> rounds, Func<SimTask>? prepare = null)
    {
        long allocated = -1;
        sim.Run(async () =>
        {
            if (prepare is not null)
                await prepare();
            await rounds(Warm);
            var measured = rounds(Measured);
            await sim.Timer(SimTime.Us(1));  // by now the task has allocated what a task needs
            var before = GC.GetAllocatedBytesForCurrentThread();
            await measured;
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        });
        return allocated;
    }
}
