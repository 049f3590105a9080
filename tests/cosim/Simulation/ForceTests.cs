using System.Numerics;
using HwGen.Verify.Simulation;
using HwGen.Verify.Simulation.Models;
using Xunit;

namespace HwGen.Tests.Cosim.Simulation;

public sealed class ForceTests
{
    private static readonly ModelDescription Description = TestModels.Describe("forced") with
    {
        PublicSignals = [new("forced_stage", "next", Forceable: true)],
    };

    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public void A_forced_signal_holds_its_value_until_it_is_released(ulong seed)
    {
        using var sim = new Simulator(new ModelBuilder().Build(Description), new SimulationOptions { Seed = seed });
        var clock = sim.AddClock("clk_i", SimTime.Ns(10));
        var result = sim.Dut["value_o"];
        sim.Run(async () =>
        {
            sim.Dut["value_i"].Value = 10;
            await clock.Cycles(4);
            Assert.Equal(12UL, result.Value);
            sim.Dut.Force("forced.first.next", 100);
            await clock.Cycles(4);
            Assert.Equal(101UL, result.Value);
            sim.Dut.Force("forced.second.next", 0xFF);
            await clock.Cycles(2);
            Assert.Equal(255UL, result.Value);
            sim.Dut.Release("forced.second.next");
            await clock.Cycles(2);
            Assert.Equal(101UL, result.Value);
            sim.Dut.Release("forced.first.next");
            await clock.Cycles(4);
            Assert.Equal(12UL, result.Value);
        });
    }

    [Fact]
    public void A_wide_signal_is_forced_in_all_its_bits()
    {
        using var sim = new Simulator(new ModelBuilder().Build(Description));
        var clock = sim.AddClock("clk_i", SimTime.Ns(10));
        var value = (BigInteger.One << 99) + 12345;
        sim.Run(async () =>
        {
            sim.Dut["wide_i"].WideValue = 7;
            sim.Dut.Force("forced.wide.next", value);
            await clock.Cycles(3);
            Assert.Equal(value, sim.Dut["wide_o"].WideValue);
            sim.Dut.Release("forced.wide.next");
            await clock.Cycles(3);
            Assert.Equal(8, sim.Dut["wide_o"].WideValue);
        });
    }

    [Fact]
    public void A_signal_that_cannot_be_forced_is_answered_with_the_nearest()
    {
        using var sim = new Simulator(new ModelBuilder().Build(Description));

        Assert.Contains("forced.first.next", Assert.Throws<UnknownSignalException>(() => sim.Dut.Force("forced.first.nxt", 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_description_that_asks_for_the_impossible_is_refused()
    {
        var description = TestModels.Describe("axis_fifo") with { PublicSignals = [new("axis_fifo", "memory", Forceable: true)] };

        Assert.Contains("memory", Assert.Throws<ModelBuildException>(() => new ModelBuilder().Build(description)).Message, StringComparison.Ordinal);
    }
}
