using System.Reflection;
using System.Text.RegularExpressions;
using HwGen.Verify.Simulation;
using HwGen.Verify.Testing;
using Xunit;
using Xunit.Abstractions;

namespace HwGen.Tests.Cosim.Simulation;

public sealed class SimulationTestTests
{
    private const string Name = "HwGen.Tests.Cosim.Simulation.SampleSimulations";

    [Fact]
    public void Seeds_follow_from_name_parameters_and_global_seed_alone()
    {
        ulong[] Of(string test, string parameters, ulong global = 1) => [.. new TestSeeds(global, null).All(test, parameters, 3)];

        Assert.Equal(Of("A.Test", "8"), Of("A.Test", "8"));
        Assert.Equal(3, Of("A.Test", "8").Distinct().Count());
        Assert.Empty(Of("A.Test", "8").Intersect([.. Of("A.Test", "9"), .. Of("A.Other", "8"), .. Of("A.Test", "8", global: 2)]));
        Assert.Equal(Of("A.Test", "8"), new TestSeeds(1, null).All("A.Test", "8", 9).Take(3));
    }

    [Fact]
    public void Each_set_of_parameters_runs_with_its_own_seeds()
    {
        var rows = Rows(nameof(SampleSimulations.Counts));

        Assert.Equal([4, 4, 60, 60, 61, 61], rows.Select(row => (int)row[1]));
        Assert.Equal(6, rows.Select(row => row[0]).Distinct().Count());
    }

    [Fact]
    public void A_failure_says_seed_time_command_and_where_wave_and_log_lie()
    {
        var (seed, cycles) = Arguments(cycles: 60);
        var output = new CollectedOutput();
        var failure = Assert.Throws<SimulationException>(() => new SampleSimulations(output).Counts(seed, cycles));

        Assert.Matches(
            $"""
            ^seed {seed}, at 510 ns: test, cycle 51 of clk_a_i: Assert.True\(\) Failure
            (?s:.*)
            repeat: HWGEN_SEED=\d+ HWGEN_ONLY_SEED={seed} dotnet test \S+/tests/cosim --filter FullyQualifiedName={Regex.Escape(Name)}.Counts
            wave: \S+/tests/cosim/out/waves/SampleSimulations.Counts-{seed}.vcd
            log: \S+/tests/cosim/out/waves/SampleSimulations.Counts-{seed}.log$
            """, failure.Message);
        Assert.Contains("SampleSimulations", failure.InnerException!.StackTrace, StringComparison.Ordinal);
        Assert.Contains(File.ReadLines(failure.WaveFile!), line => line == "#510000");
        Assert.Equal("      510 ns  driver: cycle 50", File.ReadLines(failure.LogFile!).Last());
        Assert.Equal(40, output.Lines.Count);
        Assert.Equal("      510 ns  driver: cycle 50", output.Lines[^1]);
    }

    [Fact]
    public void A_test_that_passes_writes_nothing()
    {
        var (seed, cycles) = Arguments(cycles: 4);
        var output = new CollectedOutput();
        new SampleSimulations(output).Counts(seed, cycles);

        Assert.Empty(output.Lines);
    }

    [Fact]
    public void A_test_that_depends_on_more_than_its_seed_is_told_so()
    {
        var failure = Assert.Throws<SimulationException>(() => new SampleSimulations(new CollectedOutput()).FailsOnce(3));

        Assert.EndsWith("It ended otherwise when it was run again: the test depends on more than its seed.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_design_prints_is_in_the_log()
    {
        var lines = new List<string>();
        using var sim = new Simulator(TestModels.Build("stops"), new SimulationOptions { Log = lines.Add });
        var clock = sim.AddClock("clk_i", SimTime.Ns(10));
        sim.Run(async () =>
        {
            sim.Dut["kind_i"].Value = 4;
            await clock.Cycles(2);
            sim.Log("test", "now");
        });

        Assert.Equal(["        0 ns  design: first line", "        0 ns  design: second line", "       20 ns  test: now"], lines.Take(3));
    }

    [Fact]
    public void A_log_line_that_nobody_reads_is_not_put_together()
    {
        using var sim = new Simulator(TestModels.Build("counters"));
        var asked = 0;
        sim.Log("test", $"{++asked}");

        Assert.Equal(0, asked);
    }

    [Fact]
    public void A_wrong_name_of_a_sequence_is_said()
    {
        var attribute = new SeedsAttribute(1) { Over = "Widhts" };

        var error = Assert.Throws<ArgumentException>(() => attribute.GetData(typeof(SampleSimulations).GetMethod("Counts")!).ToList());
        Assert.Equal($"{Name} has no static property or method Widhts that is a sequence", error.Message);
    }

    private static (ulong Seed, int Cycles) Arguments(int cycles) =>
        Rows(nameof(SampleSimulations.Counts)).Where(row => (int)row[1] == cycles).Select(row => ((ulong)row[0], cycles)).First();

    private static List<object[]> Rows(string method)
    {
        var info = typeof(SampleSimulations).GetMethod(method)!;
        return [.. info.GetCustomAttributes<SeedsAttribute>().SelectMany(attribute => attribute.GetData(info)).OrderBy(row => (int)row[1])];
    }

    private sealed class CollectedOutput : ITestOutputHelper
    {
        public List<string> Lines { get; } = [];

        public void WriteLine(string message) => Lines.Add(message);

        public void WriteLine(string format, params object[] args) => Lines.Add(string.Format(format, args));
    }
}
