using HwGen.Verify.Simulation;
using HwGen.Verify.Simulation.Models;
using Xunit;

namespace HwGen.Tests.Cosim.Simulation;

public sealed class WaveTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("hwgen-waves-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory, InlineData(false), InlineData(true)]
    public void A_failing_run_is_repeated_with_a_wave(bool onlyTheEnd)
    {
        var file = Path.Combine(folder, "failed.vcd");
        var runs = 0;
        var failure = Assert.Throws<SimulationException>(() => SimulationRun.Execute(
            TestModels.Build("counters"), new SimulationOptions { Seed = 9 },
            sim =>
            {
                runs++;
                FailAtCycle(sim, 50);
            },
            file, onlyTheEnd ? SimTime.Ns(60) : null));
        Assert.Equal(2, runs);
        Assert.EndsWith($"wave: {file}", failure.Message, StringComparison.Ordinal);
        var times = File.ReadLines(file).Where(line => line.StartsWith('#')).Select(line => long.Parse(line[1..])).ToList();
        Assert.Equal(505_000, times[^1]);
        Assert.Equal(onlyTheEnd ? 440_000 : 0, times[0]);
        Assert.Contains(File.ReadLines(file), line => line.Contains("count_a_o", StringComparison.Ordinal));
    }

    [Fact]
    public void A_run_that_passes_leaves_no_wave()
    {
        var file = Path.Combine(folder, "passed.vcd");
        SimulationRun.Execute(TestModels.Build("counters"), new SimulationOptions(), sim => FailAtCycle(sim, 500), file);
        Assert.False(File.Exists(file));
    }

    [Fact]
    public void A_wave_changes_nothing_that_the_test_sees()
    {
        var description = TestModels.Describe("counters");
        ulong Trace(ModelDescription d, string? file)
        {
            using var sim = new Simulator(new ModelBuilder().Build(d), new SimulationOptions { Seed = 5, WaveFile = file });
            var clock = sim.AddClock("clk_a_i", SimTime.Ns(10));
            var random = sim.Random("enable");
            ulong sum = 0;
            sim.Run(async () =>
            {
                for (var i = 0; i < 200; i++)
                {
                    sim.Dut["enable_i"].IsHigh = random.Chance(0.5);
                    await clock.RisingEdge;
                    sum = (sum * 31) + sim.Dut["count_a_o"].Value;
                }
            });
            return sum;
        }

        var plain = Trace(description, null);
        Assert.Equal(plain, Trace(description, Path.Combine(folder, "a.vcd")));
        Assert.Equal(plain, Trace(description with { Waves = WaveFormat.Fst }, Path.Combine(folder, "a.fst")));
        Assert.True(new FileInfo(Path.Combine(folder, "a.fst")).Length > 0);
    }

    private static void FailAtCycle(Simulator sim, int cycle)
    {
        var clock = sim.AddClock("clk_a_i", SimTime.Ns(10));
        sim.Run(async () =>
        {
            await clock.Cycles(Math.Min(cycle, 100));
            if (cycle < 100)
                throw new InvalidDataException("wrong");
        });
    }
}
