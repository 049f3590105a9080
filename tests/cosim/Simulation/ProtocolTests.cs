using HwGen.Verify.Simulation;
using HwGen.Verify.Streams;
using Xunit;

namespace HwGen.Tests.Cosim.Simulation;

public sealed class ProtocolTests
{
    [Theory]
    [InlineData(0, null)]
    [InlineData(1, "VALID_STABLE")]
    [InlineData(2, "PAYLOAD_STABLE")]
    [InlineData(3, "KEEP_CONTIGUOUS")]
    [InlineData(4, "KEEP_FULL")]
    [InlineData(5, "VALID_LOW_IN_RESET")]
    public void A_stream_that_breaks_a_rule_is_caught_by_its_name(int fault, string? rule) =>
        Expect(rule, "m_axis", () =>
        {
            using var sim = new Simulator(TestModels.Build("broken_stream", ("FAULT", fault)));
            var clock = sim.AddClock("aclk", SimTime.Ns(10));
            sim.Run(async () =>
            {
                var ports = StreamPorts.Axi(sim.Dut, "m_axis");
                var monitor = new AxiStreamMonitor(sim, clock, ports);
                _ = new AxiStreamSink(sim, clock, ports, StallPattern.Random(0.8));
                await Reset(sim, clock);
                await clock.Cycles(300);
                Assert.True(monitor.Beats > 10);
            });
        });

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, "RESPONSE_AFTER_WRITE")]
    [InlineData(2, "DATA_AFTER_READ")]
    public void A_register_bus_that_breaks_a_rule_is_caught_by_its_name(int fault, string? rule) =>
        Expect(rule, "s_axi", () => Write(fault));

    [Fact]
    public void An_access_that_is_not_served_names_the_channels_still_open()
    {
        var failure = Assert.Throws<SimulationException>(() => Write(3));
        Assert.IsType<TimeoutException>(failure.InnerException);
        Assert.Contains("s_axi: write to 0x8 was not served in 1000 cycles, still open: AW, W, B", failure.Message, StringComparison.Ordinal);
    }

    private static void Write(int fault)
    {
        using var sim = new Simulator(TestModels.Build("broken_axil", ("FAULT", fault)));
        var clock = sim.AddClock("aclk", SimTime.Ns(10));
        sim.Run(async () =>
        {
            var master = new AxiLiteMaster(sim, clock, "s_axi", StallPattern.Random(0.5));
            var monitor = new AxiLiteMonitor(sim, clock, "s_axi");
            await Reset(sim, clock);
            for (var i = 0; i < 20; i++)
                await master.Write(8, 1);
            await clock.RisingEdge;
            Assert.Equal(20, monitor.Writes);
        });
    }

    private static async SimTask Reset(Simulator sim, Clock clock)
    {
        await clock.Cycles(4);
        sim.Dut["aresetn"].Value = 1;
    }

    private static void Expect(string? rule, string bus, Action run)
    {
        if (rule is null)
        {
            run();
            return;
        }

        var failure = Assert.Throws<SimulationException>(run);
        var violation = Assert.IsType<ProtocolViolationException>(failure.InnerException);
        Assert.Equal((bus, rule), (violation.Bus, violation.Rule));
    }
}
