namespace HwGen.Hdlgen.Packaging;

/// <summary>Attributes that tell Vivado's IP integrator which port is which signal of which bus; comments to all other tools.</summary>
/// <remarks>On every port, as UG994 asks; the parameters stand on the first port of a bus, <c>XIL_INTERFACENAME</c> first among them.</remarks>
internal static class VivadoAttributes
{
    /// <summary>The attribute instances before a port's declaration.</summary>
    public static IEnumerable<string> Of(Port port)
    {
        if (port.Bus.Length == 0)
        {
            (string kind, string signal, string parameters) = Single(port.Name);
            yield return Attribute("X_INTERFACE_INFO", $"xilinx.com:signal:{kind}:1.0 {port.Name} {signal}");
            yield return Attribute("X_INTERFACE_PARAMETER", $"XIL_INTERFACENAME {port.Name}, {parameters}");
            yield break;
        }

        TopBus bus = TopBus.All.Single(bus => bus.Name == port.Bus);
        yield return Attribute("X_INTERFACE_INFO", $"xilinx.com:interface:{(bus.IsStream ? "axis" : "aximm")}:1.0 {bus.Name} {port.Signal}");
        if (!bus.IsStream && port == bus.Ports.First())
            yield return Attribute("X_INTERFACE_PARAMETER", $"XIL_INTERFACENAME {bus.Name}, PROTOCOL AXI4LITE, DATA_WIDTH 32");
    }

    private static (string Kind, string Signal, string Parameters) Single(string port) => port switch
    {
        "aclk" => ("clock", "CLK", $"ASSOCIATED_BUSIF {string.Join(':', TopBus.All.Select(bus => bus.Name))}, ASSOCIATED_RESET aresetn"),
        "aresetn" => ("reset", "RST", "POLARITY ACTIVE_LOW"),
        _ => ("interrupt", "INTERRUPT", "SENSITIVITY LEVEL_HIGH"),
    };

    private static string Attribute(string name, string value) => $"(* {name} = \"{value}\" *)";
}
