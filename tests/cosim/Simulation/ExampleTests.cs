using HwGen.Verify.Simulation;
using HwGen.Verify.Simulation.Models;
using HwGen.Verify.Streams;
using Xunit;

namespace HwGen.Tests.Cosim.Simulation;

/// <summary>The example of verify/Simulation/README.md, which quotes it.</summary>
public sealed class ExampleTests
{
    private static readonly string Designs = TestModels.DesignFolder();

    // example
    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public void Packets_leave_the_fifo_in_order(ulong seed)
    {
        var model = new ModelBuilder().Build(new ModelDescription
        {
            Top = "axis_fifo",
            Sources = [Path.Combine(Designs, "axis_fifo.v")],
            Parameters = new Dictionary<string, ParameterValue> { ["DATA_W"] = 64 },
        });
        var options = new SimulationOptions { Seed = seed, TimeLimit = SimTime.Us(1000) };
        SimulationRun.Execute(model, options, sim =>
        {
            var clock = sim.AddClock("aclk", SimTime.Ns(10));
            var random = sim.Random("packets");
            var source = new AxiStreamSource(sim, clock, "s_axis", idle: StallPattern.Random(0.3));
            var sink = new AxiStreamSink(sim, clock, "m_axis", backpressure: StallPattern.Bursts(4, 8));
            var monitor = new AxiStreamMonitor(sim, clock, StreamPorts.Axi(sim.Dut, "m_axis"));
            sim.Run(async () =>
            {
                await clock.Cycles(3);
                sim.Dut["aresetn"].Value = 1;
                for (var i = 0; i < 100; i++)
                {
                    var packet = new byte[random.Next(1, 100)];
                    random.NextBytes(packet);
                    source.Queue(packet);
                    Assert.Equal(packet, await sim.WithTimeout(Next(sink), SimTime.Us(5)));
                }
            });
            Assert.Equal(source.SentBeats, monitor.Beats);
        }, waveFile: $"fifo-{seed}.vcd");
    }

    private static async SimTask<byte[]> Next(AxiStreamSink sink) => await sink.Receive();

    // end of example
    [Fact]
    public void The_readme_quotes_this_example()
    {
        var root = Path.GetFullPath(Path.Combine(Designs, "..", "..", ".."));
        var source = File.ReadAllText(Path.Combine(root, "tests", "cosim", "Simulation", "ExampleTests.cs"));
        var begin = source.IndexOf("// example\n", StringComparison.Ordinal) + "// example\n".Length;
        var example = source[begin..source.IndexOf("    // end of example", StringComparison.Ordinal)];
        var lines = example.TrimEnd().Split('\n').Select(line => line.Length > 4 ? line[4..] : "");
        Assert.Contains(string.Join('\n', lines), File.ReadAllText(Path.Combine(root, "verify", "Simulation", "README.md")), StringComparison.Ordinal);
    }
}
