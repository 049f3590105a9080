using HwGen.Verify.Simulation;
using HwGen.Verify.Simulation.Models;
using Xunit;

namespace HwGen.Tests.Cosim.Simulation;

public sealed class EndlessTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("hwgen-endless-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_loop_that_prints_is_left_when_an_evaluation_takes_too_long()
    {
        var failure = Assert.IsType<DesignStopException>(Run("print_i"));
        Assert.StartsWith("seed 1, at 40 ns: the design stopped, cycle 4 of clk_i: given up, the evaluation does not end", failure.Message, StringComparison.Ordinal);
        Assert.Contains("\n  and again\n  and again\n", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loop_of_failures_is_left_at_once_with_the_first()
    {
        var failure = Assert.IsType<DesignStopException>(Run("fail_i", limit: TimeSpan.FromHours(1)));
        Assert.Contains("seed 1, at 40 ns: the design stopped, cycle 4 of clk_i: $stop", failure.Message, StringComparison.Ordinal);
        Assert.Contains("it fails", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_test_that_blocks_without_an_await_is_left()
    {
        using var door = new ManualResetEvent(initialState: false);
        var failure = Assert.IsType<SimulationHangException>(Attempt(sim =>
        {
            var clock = sim.AddClock("clk_i", SimTime.Ns(10));
            sim.Run(async () =>
            {
                await clock.Cycles(7);
                door.WaitOne();
            });
        }, new SimulationOptions { WallClockLimit = TimeSpan.FromSeconds(3) }));
        door.Set();
        Assert.Matches(
            @"^seed 1, at 65 ns: the run took longer than 3 seconds; the model has not been called for \d+ s: the test's own code loops or blocks without an await", failure.Message);
        Assert.True(failure.IsSlow);
    }

    private Exception? Run(string how, TimeSpan? limit = null) => Attempt(sim =>
    {
        var clock = sim.AddClock("clk_i", SimTime.Ns(10));
        sim.Run(async () =>
        {
            await clock.Cycles(3);
            sim.Dut[how].Value = 1;
            await clock.Cycles(3);
        });
    }, new SimulationOptions { EvaluationLimit = limit ?? TimeSpan.FromSeconds(0.5) });

    private Exception? Attempt(Action<Simulator> body, SimulationOptions options)
    {
        var model = new ModelBuilder().Build(TestModels.Describe("endless"));
        return Record.Exception(() => SimulationRun.Execute(model, options, body, Path.Combine(folder, "wave.vcd")));
    }
}
