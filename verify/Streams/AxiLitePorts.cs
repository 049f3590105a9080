using HwGen.Verify.Simulation;

namespace HwGen.Verify.Streams;

/// <summary>The ports of an AXI4-Lite bus, <c>PREFIX_awaddr</c> and so on, in lower or upper case.</summary>
public sealed class AxiLitePorts
{
    /// <summary>Finds the ports.</summary>
    /// <param name="dut">the design</param>
    /// <param name="prefix">the prefix, such as <c>s_axi_ctrl</c></param>
    /// <exception cref="UnknownSignalException">a port is missing; the message names the nearest</exception>
    public AxiLitePorts(DeviceUnderTest dut, string prefix)
    {
        var ports = new PrefixedPorts(dut, prefix);
        AxiChannel Channel(string name, params string[] payload) => new(
            name.ToUpperInvariant(), ports[name + "valid"], ports[name + "ready"],
            [.. payload.Select(signal => ports[name + signal]), .. ports.Optional(name + "prot") is { } prot ? [prot] : Array.Empty<Signal>()]);
        Name = prefix;
        WriteAddress = Channel("aw", "addr");
        WriteData = Channel("w", "data", "strb");
        WriteResponse = Channel("b", "resp");
        ReadAddress = Channel("ar", "addr");
        ReadData = Channel("r", "data", "resp");
        Reset = ports.Reset;
    }

    /// <summary>The prefix.</summary>
    public string Name { get; }

    /// <summary>awaddr, and awprot where there is one.</summary>
    public AxiChannel WriteAddress { get; }

    /// <summary>wdata, wstrb.</summary>
    public AxiChannel WriteData { get; }

    /// <summary>bresp.</summary>
    public AxiChannel WriteResponse { get; }

    /// <summary>araddr, and arprot where there is one.</summary>
    public AxiChannel ReadAddress { get; }

    /// <summary>rdata, rresp.</summary>
    public AxiChannel ReadData { get; }

    /// <summary>aresetn, null if there is none.</summary>
    public Signal? Reset { get; }
}
