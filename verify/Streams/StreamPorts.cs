using HwGen.Verify.Simulation;

namespace HwGen.Verify.Streams;

/// <summary>The ports of a stream with valid and ready.</summary>
/// <param name="Name">the stream's name in messages</param>
/// <param name="Data">the data, of any width</param>
/// <param name="Valid">high while a beat is offered</param>
/// <param name="Ready">high while a beat would be taken</param>
/// <param name="Last">high with the last beat of a packet, null if there are no packets</param>
/// <param name="Keep">a bit for each byte of the data that counts, null if all do</param>
/// <param name="Reset">low during reset, when nothing on the stream means anything; null if the bus models shall not care</param>
public sealed record StreamPorts(
    string Name, Signal Data, Signal Valid, Signal Ready, Signal? Last = null, Signal? Keep = null, Signal? Reset = null)
{
    /// <summary>Bytes of a beat.</summary>
    public int BeatBytes => (Data.Width + 7) / 8;

    /// <summary>Whether reset is held.</summary>
    public bool IsInReset => Reset is { IsHigh: false };

    /// <summary>The ports of an AXI4-Stream: <c>PREFIX_tdata</c>, <c>_tvalid</c>, <c>_tready</c>, and <c>_tlast</c>,
    /// <c>_tkeep</c> and <c>aresetn</c> if the design has them.</summary>
    /// <param name="dut">the design</param>
    /// <param name="prefix">the prefix, such as <c>s_axis</c></param>
    public static StreamPorts Axi(DeviceUnderTest dut, string prefix)
    {
        Signal? Optional(string name) => dut.Has(name) ? dut[name] : null;
        return new StreamPorts(
            prefix, dut[prefix + "_tdata"], dut[prefix + "_tvalid"], dut[prefix + "_tready"],
            Optional(prefix + "_tlast"), Optional(prefix + "_tkeep"), Optional("aresetn"));
    }
}
