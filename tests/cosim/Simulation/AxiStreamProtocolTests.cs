using HwGen.Verify.Simulation;
using HwGen.Verify.Streams;

namespace HwGen.Tests.Cosim.Simulation;

/// <summary>Every rule of the AXI4-Stream monitor, broken by driving the wires, which have names in upper case.</summary>
public sealed class AxiStreamProtocolTests
{
    private const string Begin = "TREADY=1 TKEEP=15 TSTRB=15";

    [Fact]
    public void Packets_as_the_standard_has_them_pass() => BusWires.Run(
        Watch, "AXIS", Begin, "TVALID=1; TDATA=7 TID=1 TLAST=1 TKEEP=7 TSTRB=5; TVALID=0");

    [Fact]
    public void Valid_falls_before_it_was_taken() => Expect(
        "VALID_STABLE", "AXIS_TVALID fell before AXIS_TREADY took what it offered", Begin, "TREADY=0 TVALID=1; ; TVALID=0");

    [Theory]
    [InlineData("TDATA"), InlineData("TKEEP"), InlineData("TSTRB"), InlineData("TLAST"), InlineData("TID"), InlineData("TDEST"), InlineData("TUSER")]
    public void A_payload_changes_before_it_was_taken(string signal) => Expect(
        "PAYLOAD_STABLE", $"AXIS_{signal} changed while AXIS_TVALID waited for AXIS_TREADY", Begin, $"TREADY=0 TVALID=1; ; {signal}=1");

    [Fact]
    public void Valid_is_high_in_reset() => Expect(
        "VALID_LOW_IN_RESET", "AXIS_TVALID is high during reset", Begin, "aresetn=0; TVALID=1; ; ");

    [Theory]
    [InlineData("TKEEP=11 TSTRB=11 TLAST=1", "KEEP_CONTIGUOUS", "AXIS_TKEEP is 0x0b, which has a gap")]
    [InlineData("TKEEP=3 TSTRB=3", "KEEP_FULL", "AXIS_TKEEP is 0x3 in a beat that is not the last of its packet")]
    [InlineData("TKEEP=3 TLAST=1", "STROBE_KEPT", "AXIS_TSTRB is 0x0f and AXIS_TKEEP 0x3: byte 2 is data and not kept")]
    public void A_beat_breaks_a_rule(string beat, string rule, string message) => Expect(rule, message, Begin, $"TVALID=1 {beat}");

    [Fact]
    public void The_last_packet_is_not_whole() => Expect(
        "PACKET_WHOLE", "AXIS_TLAST has not ended the last packet", Begin, "TVALID=1; TVALID=0");

    private static Func<SimTask> Watch(Simulator sim, Clock clock) => new AxiStreamMonitor(sim, clock, StreamPorts.Axi(sim.Dut, "AXIS")).Finish;

    private static void Expect(string rule, string message, params string[] traces)
    {
        ProtocolViolationException violation = BusWires.Violation(Watch, "AXIS", traces);
        Assert.Equal((rule, $"AXIS: {rule}: {message}"), (violation.Rule, violation.Message));
    }
}
