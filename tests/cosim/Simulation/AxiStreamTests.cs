using HwGen.Verify.Simulation;
using HwGen.Verify.Streams;
using Xunit;

namespace HwGen.Tests.Cosim.Simulation;

public sealed class AxiStreamTests
{
    public static TheoryData<string, string, int> Patterns()
    {
        string[] patterns = ["never", "random", "bursts", "repeat"];
        var data = new TheoryData<string, string, int>();
        foreach (var idle in patterns)
            foreach (var backpressure in patterns)
                foreach (var width in (int[])[8, 32, 4096])
                    data.Add(idle, backpressure, width);
        return data;
    }

    [Theory, MemberData(nameof(Patterns))]
    public void Packets_come_out_of_a_fifo_as_they_went_in(string idle, string backpressure, int width)
    {
        var model = TestModels.Build("axis_fifo", ("DATA_W", width), ("DEPTH_W", 2));
        using var sim = new Simulator(model, new SimulationOptions { Seed = 7, TimeLimit = SimTime.Us(200) });
        var clock = sim.AddClock("aclk", SimTime.Ns(10));
        var random = sim.Random("packets");
        sim.Run(async () =>
        {
            var source = new AxiStreamSource(sim, clock, "s_axis", Pattern(idle));
            var sink = new AxiStreamSink(sim, clock, "m_axis", Pattern(backpressure));
            var monitor = new AxiStreamMonitor(sim, clock, StreamPorts.Axi(sim.Dut, "m_axis"), collect: true);
            await clock.Cycles(2);
            sim.Dut["aresetn"].Value = 1;
            for (var i = 0; i < 40; i++)
            {
                var packet = new byte[random.Next(1, 3 * width / 8)];
                random.NextBytes(packet);
                source.Queue(packet);
                Assert.Equal(packet, await sink.Receive());
                Assert.Equal(packet, await monitor.Packets.Get());
            }
        });
    }

    private static StallPattern Pattern(string name) => name switch
    {
        "random" => StallPattern.Random(0.5),
        "bursts" => StallPattern.Bursts(5, 9),
        "repeat" => StallPattern.Repeat(true, true, false),
        _ => StallPattern.Never,
    };
}
