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
    /// <summary>A bit for each byte of the data that is data and not only a place, null if all kept bytes are.</summary>
    public Signal? Strobe { get; init; }

    /// <summary>What else holds with the data until a beat is taken: tstrb, tid, tdest, tuser.</summary>
    public IReadOnlyList<Signal> Sideband { get; init; } = [];

    /// <summary>Bytes of a beat.</summary>
    public int BeatBytes => (Data.Width + 7) / 8;

    /// <summary>Whether reset is held.</summary>
    public bool IsInReset => Reset is { IsHigh: false };

    /// <summary>The ports of an AXI4-Stream: <c>PREFIX_tdata</c>, <c>_tvalid</c>, <c>_tready</c>, and <c>_tlast</c>,
    /// <c>_tkeep</c>, <c>_tstrb</c>, <c>_tid</c>, <c>_tdest</c>, <c>_tuser</c> and <c>aresetn</c> if the design has them, in lower or upper case.</summary>
    /// <param name="dut">the design</param>
    /// <param name="prefix">the prefix, such as <c>s_axis</c></param>
    /// <exception cref="UnknownSignalException">a port is missing; the message names the nearest</exception>
    public static StreamPorts Axi(DeviceUnderTest dut, string prefix)
    {
        var ports = new PrefixedPorts(dut, prefix);
        Signal?[] sideband = [ports.Optional("tstrb"), ports.Optional("tid"), ports.Optional("tdest"), ports.Optional("tuser")];
        return new StreamPorts(
            prefix, ports["tdata"], ports["tvalid"], ports["tready"], ports.Optional("tlast"), ports.Optional("tkeep"), ports.Reset)
        {
            Strobe = sideband[0],
            Sideband = [.. sideband.OfType<Signal>()],
        };
    }
}
