using System.Collections.Immutable;

namespace HwGen.Hdlgen;

/// <summary>A bus of the generated top.</summary>
/// <param name="Name">prefix of its ports, such as <c>s_axi_ctrl</c></param>
/// <param name="IsStream">AXI4-Stream; otherwise AXI4-Lite</param>
/// <param name="IsMaster">the top drives it</param>
/// <param name="Description">what it carries, in a few words</param>
public sealed record TopBus(string Name, bool IsStream, bool IsMaster, string Description)
{
    /// <summary>All buses in the order of the port list.</summary>
    public static ImmutableArray<TopBus> All { get; } =
    [
        new("s_axi_ctrl", IsStream: false, IsMaster: false, "registers"),
        new("s_axis_weight", IsStream: true, IsMaster: false, "weight images"),
        new("s_axis_act", IsStream: true, IsMaster: false, "activations"),
        new("m_axis_out", IsStream: true, IsMaster: true, "outputs"),
    ];

    /// <summary>Its ports in the order of the port list.</summary>
    public IEnumerable<Port> Ports => TopPorts.All.Where(port => port.Bus == Name);
}
