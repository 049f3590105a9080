using HwGen.Verify.Simulation;

namespace HwGen.Verify.Streams;

/// <summary>The ports of an AXI4-Lite slave, <c>PREFIX_awaddr</c> and so on.</summary>
public sealed class AxiLitePorts
{
    /// <summary>Finds the ports.</summary>
    /// <param name="dut">the design</param>
    /// <param name="prefix">the prefix, such as <c>s_axi_ctrl</c></param>
    public AxiLitePorts(DeviceUnderTest dut, string prefix)
    {
        Name = prefix;
        Signal Port(string suffix) => dut[$"{prefix}_{suffix}"];
        WriteAddress = new("AW", Port("awvalid"), Port("awready"), Port("awaddr"));
        WriteData = new("W", Port("wvalid"), Port("wready"), Port("wdata"), Port("wstrb"));
        WriteResponse = new("B", Port("bvalid"), Port("bready"), Port("bresp"));
        ReadAddress = new("AR", Port("arvalid"), Port("arready"), Port("araddr"));
        ReadData = new("R", Port("rvalid"), Port("rready"), Port("rdata"), Port("rresp"));
    }

    /// <summary>The prefix.</summary>
    public string Name { get; }

    /// <summary>awaddr.</summary>
    public AxiChannel WriteAddress { get; }

    /// <summary>wdata, wstrb.</summary>
    public AxiChannel WriteData { get; }

    /// <summary>bresp.</summary>
    public AxiChannel WriteResponse { get; }

    /// <summary>araddr.</summary>
    public AxiChannel ReadAddress { get; }

    /// <summary>rdata, rresp.</summary>
    public AxiChannel ReadData { get; }
}
