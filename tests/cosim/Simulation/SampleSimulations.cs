using HwGen.Verify.Simulation;
using HwGen.Verify.Testing;
using Xunit;
using Xunit.Abstractions;

namespace HwGen.Tests.Cosim.Simulation;

/// <summary>Simulations that pass and fail, as a user would write them; <see cref="SimulationTestTests"/> calls them.</summary>
internal sealed class SampleSimulations(ITestOutputHelper output) : SimulationTest(output)
{
    private int runs;

    public static IEnumerable<int> Long => [60, 61];

#pragma warning disable xUnit1008 // not a theory: a run of it by xunit would fail
    [Seeds(2, 4), Seeds(2, Over = nameof(Long))]
    public void Counts(ulong seed, int cycles) => Simulate(TestModels.Build("counters"), seed, async sim =>
    {
        var clock = sim.AddClock("clk_a_i", SimTime.Ns(10));
        for (var i = 0; i < cycles; i++)
        {
            await clock.RisingEdge;
            sim.Log("driver", $"cycle {i}");
            Assert.True(i < 50);
        }
    });

#pragma warning restore xUnit1008
    public void FailsOnce(ulong seed) => Simulate(TestModels.Build("counters"), seed, async sim =>
    {
        await sim.Timer(SimTime.Ns(5));
        Assert.True(++runs > 1);
    });
}
