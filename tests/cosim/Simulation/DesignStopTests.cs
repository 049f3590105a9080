using HwGen.Verify.Simulation;
using Xunit;

namespace HwGen.Tests.Cosim.Simulation;

public sealed class DesignStopTests
{
    [Theory]
    [InlineData(1, DesignStopKind.Finish, "$finish at rtl/stops.sv:10")]
    [InlineData(2, DesignStopKind.Stop, "$stop at rtl/stops.sv:11")]
    [InlineData(3, DesignStopKind.Stop, "stops.sv:12: Assertion failed in TOP.stops: number 42 is fatal")]
    [InlineData(5, DesignStopKind.Stop, "five is forbidden")]
    [InlineData(6, DesignStopKind.Fatal, "converge")]
    public void A_design_that_ends_by_itself_fails_the_test_and_not_the_process(int kind, DesignStopKind expected, string text)
    {
        for (var repetition = 0; repetition < 20; repetition++)
        {
            var failure = Assert.Throws<DesignStopException>(() => Run(kind, null));
            Assert.Equal(expected, failure.Kind);
            Assert.Contains(text, failure.Message, StringComparison.Ordinal);
            Assert.Equal(SimTime.Ns(kind == 6 ? 25 : 30), failure.Time);  // a loop already fails when the input changes
        }
    }

    [Fact]
    public void What_the_design_prints_comes_by_lines()
    {
        var lines = new List<string>();
        Run(4, lines.Add);
        Assert.Equal(["first line", "second line", "first line"], lines.Take(3));
    }

    [Fact]
    public void Models_on_several_threads_stop_on_their_own()
    {
        var stopped = 0;
        Parallel.For(0, 40, i =>
        {
            if (i % 2 == 0)
                Run(0, null);
            else if (Assert.Throws<DesignStopException>(() => Run(1, null)).Kind == DesignStopKind.Finish)
                Interlocked.Increment(ref stopped);
        });
        Assert.Equal(20, stopped);
    }

    private static void Run(int kind, Action<string>? output)
    {
        using var sim = new Simulator(TestModels.Build("stops"), new SimulationOptions { Output = output });
        var clock = sim.AddClock("clk_i", SimTime.Ns(10));
        sim.Run(async () =>
        {
            await clock.Cycles(2);
            sim.Dut["kind_i"].Value = (ulong)kind;
            await clock.Cycles(10);
        });
    }
}
