using HwGen.Verify.Simulation;
using HwGen.Verify.Streams;
using Xunit;

namespace HwGen.Tests.Cosim.Simulation;

public sealed class HangTests
{
    private static readonly SimulationOptions Options = new() { Seed = 3, TimeLimit = SimTime.Us(10), QuietLimit = SimTime.Us(5) };

    [Fact]
    public void When_nothing_can_happen_the_message_says_who_waits_for_what_since_when()
    {
        using var sim = new Simulator(TestModels.Build("counters"), Options);
        var clock = sim.AddClock("clk_a_i", SimTime.Ns(10));
        var queue = new SimQueue<int>(sim, "answers");
        var hang = Assert.Throws<SimulationHangException>(() => sim.Run(async () =>
        {
            sim.Start("helper", async () => await new SimEvent(sim, "never set"));
            await clock.Cycles(3);
            await queue.Get();
        }));
        Assert.Contains("seed 3, at 30 ns: nothing can happen any more", hang.Message, StringComparison.Ordinal);
        Assert.Contains("test waits for an item in queue answers since 30 ns", hang.Message, StringComparison.Ordinal);
        Assert.Contains("helper waits for event never set since 0 ns", hang.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_time_limit_ends_an_endless_loop()
    {
        using var sim = new Simulator(TestModels.Build("counters"), Options);
        var clock = sim.AddClock("clk_a_i", SimTime.Ns(10));
        var hang = Assert.Throws<SimulationHangException>(() => sim.Run(async () =>
        {
            while (!sim.Dut["both_odd_o"].IsHigh)
                await clock.RisingEdge;
        }));
        Assert.Contains("the time limit of 10000 ns is reached, cycle 1000 of clk_a_i", hang.Message, StringComparison.Ordinal);
        Assert.Contains("test waits for the rising edge of clk_a_i since 10000 ns", hang.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Silence_ends_a_wait_that_clocks_alone_keep_alive()
    {
        using var sim = new Simulator(TestModels.Build("axis_fifo"), Options with { TimeLimit = SimTime.Us(1_000_000) });
        var clock = sim.AddClock("aclk", SimTime.Ns(10));
        var hang = Assert.Throws<SimulationHangException>(() => sim.Run(async () =>
        {
            await clock.Cycles(2);
            sim.Dut["aresetn"].Value = 1;
            var sink = new AxiStreamSink(sim, clock, "m_axis");
            await sink.Receive();
        }));
        Assert.Contains("nothing has moved for 5000 ns", hang.Message, StringComparison.Ordinal);
        Assert.Contains("sink m_axis waits for the rising edge of aclk", hang.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_limit_of_real_time_ends_a_run_that_is_too_long()
    {
        using var sim = new Simulator(
            TestModels.Build("counters"), new SimulationOptions { WallClockLimit = TimeSpan.FromMilliseconds(50) });
        var clock = sim.AddClock("clk_a_i", SimTime.Ns(10));
        Assert.Throws<SimulationHangException>(() => sim.Run(async () => await clock.Cycles(1L << 40)));
    }
}
