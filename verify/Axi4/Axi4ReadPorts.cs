using HwGen.Verify.Simulation;
using HwGen.Verify.Streams;

namespace HwGen.Verify.Axi4;

/// <summary>The two channels of reads.</summary>
public sealed class Axi4ReadPorts
{
    internal Axi4ReadPorts(PrefixedPorts ports)
    {
        Word = ports["rdata"];
        Id = ports.Optional("rid");
        Code = ports.Optional("rresp");
        Last = ports.Optional("rlast");
        Signal?[] payload = [Word, Id, Code, Last, ports.Optional("ruser")];
        Data = new AxiChannel("R", ports["rvalid"], ports["rready"], [.. payload.OfType<Signal>()]);
        Address = new Axi4AddressPorts(ports, "ar", Word.Width / 8);
    }

    /// <summary>The requests.</summary>
    public Axi4AddressPorts Address { get; }

    /// <summary>The answers.</summary>
    public AxiChannel Data { get; }

    /// <summary>RDATA.</summary>
    public Signal Word { get; }

    /// <summary>RID, null if there is none.</summary>
    public Signal? Id { get; }

    /// <summary>RRESP, null if every answer is good.</summary>
    public Signal? Code { get; }

    /// <summary>RLAST, null if every burst has one beat.</summary>
    public Signal? Last { get; }
}
