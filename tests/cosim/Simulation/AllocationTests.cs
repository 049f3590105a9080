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
