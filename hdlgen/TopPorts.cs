using System.Collections.Immutable;
using HwGen.Core.Registers;

namespace HwGen.Hdlgen;

/// <summary>The ports of the generated top, the same for every configuration but for their widths.</summary>
/// <remarks>Source: docs/design.md, section 7.</remarks>
public static class TopPorts
{
    /// <summary>All ports in the order of the module's port list.</summary>
    public static ImmutableArray<Port> All { get; } =
    [
        In("aclk"), In("aresetn"), Out("irq"),
        .. AxiLite("s_axi_ctrl"),
        .. Stream("s_axis_weight", "WEIGHT_STREAM_W", isInput: true, hasKeep: false),
        .. Stream("s_axis_act", "ACTIVATION_STREAM_W", isInput: true, hasKeep: false),
        .. Stream("m_axis_out", "32*OUTPUT_LANES", isInput: false, hasKeep: true),
    ];

    private static IEnumerable<Port> AxiLite(string bus)
    {
        string address = RegisterMap.AddressWidth.ToString();
        return
        [
            In($"{bus}_awaddr", address), In($"{bus}_awprot", "3"), In($"{bus}_awvalid"), Out($"{bus}_awready"),
            In($"{bus}_wdata", "32"), In($"{bus}_wstrb", "4"), In($"{bus}_wvalid"), Out($"{bus}_wready"),
            Out($"{bus}_bresp", "2"), Out($"{bus}_bvalid"), In($"{bus}_bready"),
            In($"{bus}_araddr", address), In($"{bus}_arprot", "3"), In($"{bus}_arvalid"), Out($"{bus}_arready"),
            Out($"{bus}_rdata", "32"), Out($"{bus}_rresp", "2"), Out($"{bus}_rvalid"), In($"{bus}_rready"),
        ];
    }

    private static IEnumerable<Port> Stream(string bus, string width, bool isInput, bool hasKeep)
    {
        yield return new Port($"{bus}_tvalid", isInput);
        yield return new Port($"{bus}_tready", !isInput);
        yield return new Port($"{bus}_tdata", isInput, width);
        if (hasKeep)
            yield return new Port($"{bus}_tkeep", isInput, width.Replace("32*", "4*", StringComparison.Ordinal));
        yield return new Port($"{bus}_tlast", isInput);
    }

    private static Port In(string name, string width = "1") => new(name, IsInput: true, width);

    private static Port Out(string name, string width = "1") => new(name, IsInput: false, width);
}
