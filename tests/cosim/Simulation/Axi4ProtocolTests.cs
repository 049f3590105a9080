using HwGen.Verify.Axi4;
using HwGen.Verify.Simulation;
using HwGen.Verify.Streams;

namespace HwGen.Tests.Cosim.Simulation;

/// <summary>Every rule of the AXI4 monitor, broken by driving the wires.</summary>
public sealed class Axi4ProtocolTests
{
    // INCR bursts of 4 bytes a beat, everything taken at once.
    private const string Begin = "awsize=2 awburst=1 arsize=2 arburst=1 awready=1 wready=1 bready=1 arready=1 rready=1";

    private static readonly (string Channel, string[] Payload)[] Channels =
    [
        ("aw", ["id", "addr", "len", "size", "burst", "lock", "cache"]), ("w", ["data", "strb", "last"]), ("b", ["id", "resp"]),
        ("ar", ["id", "addr", "len", "size", "burst", "lock", "cache"]), ("r", ["id", "data", "resp", "last"]),
    ];

    public static TheoryData<string, string> PayloadSignals()
    {
        var data = new TheoryData<string, string>();
        foreach ((string channel, string[] payload) in Channels)
            foreach (string signal in payload)
                data.Add(channel, channel + signal);
        return data;
    }

    public static TheoryData<string> ChannelNames() => [.. Channels.Select(channel => channel.Channel)];

    [Fact]
    public void Accesses_as_the_standard_has_them_pass() => BusWires.Run(
        Watch,
        "axi",
        Begin,
        Write("id=1 addr=0x10 len=1", "strb=15 last=0", "strb=15 last=1"),
        "bvalid=1 bid=1; bvalid=0",
        "wvalid=1 wstrb=12 wlast=0; wstrb=0 wlast=1; wvalid=0",  // data before their request, from an unaligned address
        "awvalid=1 awaddr=0x12; awvalid=0; bvalid=1; bvalid=0",
        Read("id=1 addr=0x0 len=1"),
        Read("id=2 addr=0xff8 len=1"),
        "rvalid=1 rid=2; rid=1; rid=2 rlast=1; rid=1; rvalid=0",
        "awvalid=1 awburst=2 awlen=3 awaddr=0xffc; awvalid=0 awlen=0 awburst=0 awcache=2; wvalid=1 wstrb=0 wlast=0; ; ; wlast=1; wvalid=0; bvalid=1; bvalid=0",
        "aresetn=0; ; ; aresetn=1",
        "arvalid=1 arlock=1 arlen=0; arvalid=0; rvalid=1 rresp=1 rid=2 rlast=1; rvalid=0");

    [Theory, MemberData(nameof(ChannelNames))]
    public void Valid_falls_before_it_was_taken(string channel) => Expect(
        "VALID_STABLE", $"axi_{channel}valid fell before axi_{channel}ready took what it offered",
        Begin, BeforeAnswers, $"{channel}ready=0; {channel}valid=1; ; {channel}valid=0");

    [Theory, MemberData(nameof(PayloadSignals))]
    public void A_payload_changes_before_it_was_taken(string channel, string signal) => Expect(
        "PAYLOAD_STABLE", $"axi_{signal} changed while axi_{channel}valid waited for axi_{channel}ready",
        Begin, BeforeAnswers, $"{channel}ready=0; {channel}valid=1; ; {signal}={(signal is "awburst" or "arburst" or "arlen" or "wlast" ? 0 : 1)}");

    [Theory, MemberData(nameof(ChannelNames))]
    public void Valid_is_high_in_reset(string channel) => Expect(
        "VALID_LOW_IN_RESET", $"axi_{channel}valid is high during reset", Begin, $"aresetn=0; {channel}valid=1; ; ");

    [Theory]
    [InlineData("burst=3 addr=0x20", "BURST_KIND", "a burst at 0x20 is of kind 3, which is reserved")]
    [InlineData("size=3 addr=0x20", "BURST_SIZE", "INCR burst of 1 x 8 bytes at 0x20: the bus has 4 bytes")]
    [InlineData("burst=0 len=16 addr=0x20", "FIXED_LENGTH", "FIXED burst of 17 x 4 bytes at 0x20: a FIXED burst has at most 16 beats")]
    [InlineData("burst=2 len=2 addr=0x20", "WRAP_LENGTH", "WRAP burst of 3 x 4 bytes at 0x20: a WRAP burst has 2, 4, 8 or 16 beats")]
    [InlineData("burst=2 len=3 addr=0x22", "WRAP_ALIGNED", "WRAP burst of 4 x 4 bytes at 0x22: the address of a WRAP burst is a multiple of its beat")]
    [InlineData("len=4 addr=0xff2", "PAGE_CROSSED", "INCR burst of 5 x 4 bytes at 0xff2 ends at 0x1003, beyond the 4 KiB page in which it begins")]
    [InlineData("len=255 addr=0xfc04", "PAGE_CROSSED", "INCR burst of 256 x 4 bytes at 0xfc04 ends at 0x10003, beyond the 4 KiB page in which it begins")]
    public void A_request_breaks_a_rule(string request, string rule, string message)
    {
        foreach (string channel in (string[])["aw", "ar"])
            Expect(rule, $"{channel.ToUpperInvariant()}: {message}", Begin, $"{channel}ready=0; {On(channel, request)} {channel}valid=1");
    }

    [Theory, InlineData("aw"), InlineData("ar")]
    public void Cache_attributes_contradict_each_other(string channel) => Expect(
        "CACHE_LEGAL", $"axi_{channel}cache is 0xc: what is not modifiable (bit 1) cannot be allocated (bits 3 and 2)",
        Begin, $"{channel}cache=12 {channel}valid=1");

    [Theory]
    [InlineData("len=2", "strb=15 last=1", "axi_wlast is high in beat 1 of 3 of the INCR burst of 3 x 4 bytes at 0x40 with id 1")]
    [InlineData("len=0", "strb=15 last=0", "axi_wlast is low in beat 1 of 1 of the INCR burst of 1 x 4 bytes at 0x40 with id 1")]
    public void Wlast_is_in_the_wrong_beat(string length, string beat, string message)
    {
        Expect("WLAST_POSITION", message, Begin, Write("id=1 addr=0x40 " + length, beat));
        Expect("WLAST_POSITION", message, Begin, $"wvalid=1 {On("w", beat)}; wvalid=0; ; awvalid=1 {On("aw", "id=1 addr=0x40 " + length)}");
    }

    [Theory]
    [InlineData("addr=0x41 size=1", 15, "bit 0 set in beat 1 of the INCR burst of 1 x 2 bytes at 0x41 with id 0, whose bytes are in lanes 1 to 1")]
    [InlineData("addr=0x42 size=1", 15, "bit 0 set in beat 1 of the INCR burst of 1 x 2 bytes at 0x42 with id 0, whose bytes are in lanes 2 to 3")]
    [InlineData("addr=0x42 size=0", 12, "bit 3 set in beat 1 of the INCR burst of 1 x 1 bytes at 0x42 with id 0, whose bytes are in lanes 2 to 2")]
    public void A_strobe_lies_outside_its_beat(string request, int strobe, string message) => Expect(
        "STROBE_LANES", "axi_wstrb has " + message, Begin, Write(request, $"strb={strobe} last=1"));

    [Theory]
    [InlineData("")]
    [InlineData("awvalid=1; awvalid=0")]  // no data
    [InlineData("wvalid=1 wlast=1; wvalid=0")]  // no request
    [InlineData("awvalid=1 awlen=1; awvalid=0; wvalid=1; wvalid=0")]  // not all data
    [InlineData("awvalid=1; awvalid=0 wvalid=1 wlast=1 bvalid=1; wvalid=0")]  // with the data, not after them
    public void An_answer_comes_before_its_write(string before) => Expect(
        "RESPONSE_AFTER_WRITE", "axi_bvalid is high though no write has had both its request and its data taken",
        Begin, before, "bvalid=1");

    [Fact]
    public void An_answer_has_the_id_of_no_write() => Expect(
        "RESPONSE_ID", "axi_bid is 3, the writes to answer have 1, 2",
        Begin, Write("id=1", "strb=15 last=1"), Write("id=2", "strb=15 last=1"), Write("id=1", "strb=15 last=1"),
        "awvalid=1 awid=3; awvalid=0", "bvalid=1 bid=3");

    [Theory]
    [InlineData("")]
    [InlineData("arvalid=1 rvalid=1 rlast=1")]
    public void Data_come_before_their_request(string before) => Expect(
        "DATA_AFTER_READ", "axi_rvalid is high though no read is open", Begin, before, "rvalid=1");

    [Fact]
    public void Data_have_the_id_of_no_read() => Expect(
        "DATA_ID", "axi_rid is 5, the open reads have 1, 2", Begin, Read("id=1"), Read("id=2"), "rvalid=1 rid=5");

    [Theory]
    [InlineData("rvalid=1 rid=1 rlast=1", "axi_rlast is high in beat 1 of 2 of the INCR burst of 2 x 4 bytes at 0x0 with id 1")]
    [InlineData("rvalid=1 rid=1 rlast=0; ", "axi_rlast is low in beat 2 of 2 of the INCR burst of 2 x 4 bytes at 0x0 with id 1")]
    public void Rlast_is_in_the_wrong_beat(string data, string message) => Expect(
        "RLAST_POSITION", message, Begin, Read("id=1 len=1"), data);

    [Fact]
    public void Answers_of_one_id_in_the_wrong_order_show_by_their_lengths() => Expect(
        "RLAST_POSITION", "axi_rlast is high in beat 1 of 4 of the INCR burst of 4 x 4 bytes at 0x100 with id 6",
        Begin, Read("id=6 len=3 addr=0x100"), Read("id=6 len=0 addr=0x200"), "rvalid=1 rid=6 rlast=1");

    [Fact]
    public void A_plain_access_is_answered_as_an_exclusive_one()
    {
        Expect("EXOKAY_UNASKED", "axi_rresp is EXOKAY for the INCR burst of 1 x 4 bytes at 0x8 with id 0, which is not exclusive",
            Begin, Read("addr=0x8"), "rvalid=1 rlast=1 rresp=1");
        Expect("EXOKAY_UNASKED", "axi_bresp is EXOKAY for the INCR burst of 1 x 4 bytes at 0x8 with id 0, which is not exclusive",
            Begin, Write("addr=0x8", "strb=15 last=1"), "bvalid=1 bresp=1");
    }

    [Fact]
    public void A_burst_is_open_at_the_end() => Expect(
        "ALL_ANSWERED", "1 writes and 2 reads are open at the end",
        Begin, Write("addr=0x8", "strb=15 last=1"), "arvalid=1; ; arvalid=0");

    // A write and a read that wait for their answers, so that these may be offered.
    private static string BeforeAnswers => $"{Write("addr=0", "strb=15 last=1")}; {Read("len=1")}";

    private static string Write(string request, params string[] beats) =>
        $"awvalid=1 {On("aw", request)}; awvalid=0; wvalid=1 {string.Join("; ", beats.Select(beat => On("w", beat)))}; wvalid=0";

    private static string Read(string request) => $"arvalid=1 {On("ar", request)}; arvalid=0";

    private static string On(string channel, string assignments) => string.Join(' ', assignments.Split(' ').Select(assignment => channel + assignment));

    private static Func<SimTask> Watch(Simulator sim, Clock clock) => new Axi4Monitor(sim, clock, "axi").Finish;

    private static void Expect(string rule, string message, params string[] traces)
    {
        ProtocolViolationException violation = BusWires.Violation(Watch, "axi", [.. traces.Where(trace => trace.Length > 0)]);
        Assert.Equal((rule, $"axi: {rule}: {message}"), (violation.Rule, violation.Message));
    }
}
