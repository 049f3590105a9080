using HwGen.Verify.Simulation;
using HwGen.Verify.Streams;

namespace HwGen.Verify.Axi4;

/// <summary>The three channels of writes.</summary>
public sealed class Axi4WritePorts
{
    internal Axi4WritePorts(PrefixedPorts ports)
    {
        Word = ports["wdata"];
        Strobe = ports.Optional("wstrb");
        Last = ports.Optional("wlast");
        Signal?[] payload = [Word, Strobe, Last, ports.Optional("wuser")];
        Data = new AxiChannel("W", ports["wvalid"], ports["wready"], [.. payload.OfType<Signal>()]);
        Id = ports.Optional("bid");
        Code = ports.Optional("bresp");
        payload = [Id, Code, ports.Optional("buser")];
        Response = new AxiChannel("B", ports["bvalid"], ports["bready"], [.. payload.OfType<Signal>()]);
        Address = new Axi4AddressPorts(ports, "aw", Word.Width / 8);
    }

    /// <summary>The requests.</summary>
    public Axi4AddressPorts Address { get; }

    /// <summary>The data.</summary>
    public AxiChannel Data { get; }

    /// <summary>WDATA.</summary>
    public Signal Word { get; }

    /// <summary>WSTRB, null if all bytes are written.</summary>
    public Signal? Strobe { get; }

    /// <summary>WLAST, null if every burst has one beat.</summary>
    public Signal? Last { get; }

    /// <summary>The answers.</summary>
    public AxiChannel Response { get; }

    /// <summary>BID, null if there is none.</summary>
    public Signal? Id { get; }

    /// <summary>BRESP, null if every answer is good.</summary>
    public Signal? Code { get; }
}
