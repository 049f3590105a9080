using HwGen.Verify.Simulation;
using HwGen.Verify.Streams;
using HwGen.Verify.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Buses;

/// <summary>AXI4-Stream: source, sink and monitor around a register.</summary>
public sealed class StreamTests(ITestOutputHelper output) : SimulationTest(output)
{
    [Theory, Seeds(3)]
    public void Packets_pass_the_register_unchanged(ulong seed) => Simulate(Designs.Build("axis_slice"), seed, async sim =>
    {
        var clock = sim.AddClock("aclk", SimTime.Ns(10));
        var random = sim.Random("packets");
        var source = new AxiStreamSource(sim, clock, "s_axis", idle: StallPattern.Random(0.3));
        var sink = new AxiStreamSink(sim, clock, "m_axis", backpressure: StallPattern.Bursts(8, 4));
        var before = new AxiStreamMonitor(sim, clock, StreamPorts.Axi(sim.Dut, "s_axis"));
        var behind = new AxiStreamMonitor(sim, clock, StreamPorts.Axi(sim.Dut, "m_axis"), collect: true);
        var scoreboard = new Scoreboard<string>("packets");

        await clock.Cycles(3);
        sim.Dut["aresetn"].Value = 1;
        for (var i = 0; i < 50; i++)
        {
            var packet = new byte[random.Next(1, 40)];
            random.NextBytes(packet);
            source.Queue(packet);
            scoreboard.Expect(Convert.ToHexString(packet));
        }

        for (var i = 0; i < 50; i++)
        {
            var received = Convert.ToHexString(await sink.Receive());
            scoreboard.Check(received);
            Assert.Equal(received, Convert.ToHexString(await behind.Packets.Get()));
        }

        scoreboard.Finish();
        await behind.Finish();
        Assert.Equal(source.SentBeats, before.Beats);
    });
}
