using HwGen.Verify.Simulation;
using HwGen.Verify.Streams;

namespace HwGen.Tests.Cosim.Simulation;

/// <summary>Every rule of the AXI4-Lite monitor, broken by driving the wires.</summary>
public sealed class AxiLiteProtocolTests
{
    private const string Begin = "awready=1 wready=1 bready=1 arready=1 rready=1";
    private const string Requests = "awvalid=1; awvalid=0; wvalid=1; wvalid=0; arvalid=1; arvalid=0";

    public static TheoryData<string, string> PayloadSignals() => new()
    {
        { "aw", "awaddr" }, { "aw", "awprot" }, { "w", "wdata" }, { "w", "wstrb" }, { "b", "bresp" },
        { "ar", "araddr" }, { "ar", "arprot" }, { "r", "rdata" }, { "r", "rresp" },
    };

    [Fact]
    public void Accesses_as_the_standard_has_them_pass() => BusWires.Run(
        Watch, "axil", Begin, Requests, "bvalid=1 bresp=2; bvalid=0; rvalid=1 rresp=3; rvalid=0",
        "wvalid=1; wvalid=0; awvalid=1; awvalid=0; bvalid=1; bvalid=0");

    [Theory, InlineData("aw"), InlineData("w"), InlineData("b"), InlineData("ar"), InlineData("r")]
    public void Valid_falls_before_it_was_taken(string channel) => Expect(
        "VALID_STABLE", $"axil_{channel}valid fell before axil_{channel}ready took what it offered",
        Begin, Requests, $"{channel}ready=0; {channel}valid=1; ; {channel}valid=0");

    [Theory, MemberData(nameof(PayloadSignals))]
    public void A_payload_changes_before_it_was_taken(string channel, string signal) => Expect(
        "PAYLOAD_STABLE", $"axil_{signal} changed while axil_{channel}valid waited for axil_{channel}ready",
        Begin, Requests, $"{channel}ready=0; {channel}valid=1; ; {signal}=2");

    [Theory, InlineData("aw"), InlineData("w"), InlineData("b"), InlineData("ar"), InlineData("r")]
    public void Valid_is_high_in_reset(string channel) => Expect(
        "VALID_LOW_IN_RESET", $"axil_{channel}valid is high during reset", Begin, $"aresetn=0; {channel}valid=1; ; ");

    [Theory]
    [InlineData("awvalid=1; awvalid=0")]
    [InlineData("wvalid=1; wvalid=0")]
    [InlineData("awvalid=1 wvalid=1 bvalid=1")]
    public void An_answer_comes_before_its_write(string before) => Expect(
        "RESPONSE_AFTER_WRITE", "axil_bvalid is high though no write has had both its address and its data taken", Begin, before, "bvalid=1");

    [Fact]
    public void Data_come_before_their_request() => Expect(
        "DATA_AFTER_READ", "axil_rvalid is high though no read is open", Begin, "arvalid=1 rvalid=1");

    [Theory, InlineData("b"), InlineData("r")]
    public void An_answer_is_one_that_the_bus_does_not_have(string channel) => Expect(
        "EXOKAY_UNASKED", $"axil_{channel}resp is EXOKAY, which AXI4-Lite does not have", Begin, Requests, $"{channel}resp=1 {channel}valid=1");

    [Fact]
    public void An_access_is_open_at_the_end() => Expect("ALL_ANSWERED", "1 writes and 1 reads are open at the end", Begin, Requests);

    private static Func<SimTask> Watch(Simulator sim, Clock clock) => new AxiLiteMonitor(sim, clock, "axil").Finish;

    private static void Expect(string rule, string message, params string[] traces)
    {
        ProtocolViolationException violation = BusWires.Violation(Watch, "axil", traces);
        Assert.Equal((rule, $"axil: {rule}: {message}"), (violation.Rule, violation.Message));
    }
}
