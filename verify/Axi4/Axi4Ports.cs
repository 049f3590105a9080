using System.Numerics;
using HwGen.Verify.Simulation;
using HwGen.Verify.Streams;

namespace HwGen.Verify.Axi4;

/// <summary>The ports of an AXI4 bus, <c>PREFIX_awaddr</c> and so on, in lower or upper case.</summary>
/// <remarks>A bus may only read or only write. Ids, AxLEN, AxSIZE, AxBURST, WSTRB, the last and response signals and the attributes may
/// be missing, so that an AXI4-Lite bus is one, too.</remarks>
public sealed class Axi4Ports
{
    private readonly Signal? reset;

    /// <summary>Finds the ports.</summary>
    /// <param name="dut">the design</param>
    /// <param name="prefix">the prefix, such as <c>m_axi</c></param>
    /// <exception cref="UnknownSignalException">a port is missing; the message names the nearest</exception>
    /// <exception cref="ArgumentException">the widths do not fit together</exception>
    public Axi4Ports(DeviceUnderTest dut, string prefix)
    {
        var ports = new PrefixedPorts(dut, prefix);
        Name = prefix;
        reset = ports.Reset;
        Write = ports.Optional("awvalid") is null ? null : new Axi4WritePorts(ports);
        if (Write is null || ports.Optional("arvalid") is not null)
            Read = new Axi4ReadPorts(ports);
        Check();
    }

    /// <summary>The prefix.</summary>
    public string Name { get; }

    /// <summary>AW, W and B, null if the bus only reads.</summary>
    public Axi4WritePorts? Write { get; }

    /// <summary>AR and R, null if the bus only writes.</summary>
    public Axi4ReadPorts? Read { get; }

    /// <summary>Bytes of the data bus.</summary>
    public int BusBytes => Data.Width / 8;

    /// <summary>The reset, active low; null if there is none.</summary>
    public Signal? Reset => reset;

    /// <summary>Whether reset is held.</summary>
    public bool IsInReset => reset is { IsHigh: false };

    private Signal Data => Write?.Word ?? Read!.Word;

    private void Check()
    {
        var problems = new List<string>();
        if (Data.Width is < 8 or > 1024 || !BitOperations.IsPow2(Data.Width))
            problems.Add($"{Data.Name} has {Data.Width} bits, must be a power of two from 8 to 1024");
        if (Read is { } read && read.Word.Width != Data.Width)
            problems.Add($"{read.Word.Name} has {read.Word.Width} bits, must be as wide as {Data.Name} ({Data.Width})");
        if (Write?.Strobe is { } strobe && strobe.Width != BusBytes)
            problems.Add($"{strobe.Name} has {strobe.Width} bits, must be one for each byte of {Data.Name} ({BusBytes})");
        foreach (var address in new[] { Write?.Address, Read?.Address }.OfType<Axi4AddressPorts>())
            if (address.AddressWidth > 64)
                problems.Add($"{address.Channel.Payload[0].Name} has {address.AddressWidth} bits, at most 64 can be served");
        if (problems.Count > 0)
            throw new ArgumentException(string.Join("\n", problems.Select(problem => $"{Name}: {problem}")));
    }
}
