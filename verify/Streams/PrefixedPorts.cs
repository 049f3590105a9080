using HwGen.Verify.Simulation;

namespace HwGen.Verify.Streams;

/// <summary>The ports of one bus: a prefix and the standard's names, <c>PREFIX_awaddr</c> or <c>PREFIX_AWADDR</c>.</summary>
/// <param name="dut">the design</param>
/// <param name="prefix">the prefix, such as <c>s_axi</c></param>
internal sealed class PrefixedPorts(DeviceUnderTest dut, string prefix)
{
    /// <summary>The prefix.</summary>
    public string Prefix => prefix;

    /// <summary>A port that the bus must have.</summary>
    /// <exception cref="UnknownSignalException">there is none; the message names the nearest</exception>
    public Signal this[string name] => Optional(name) ?? dut[$"{prefix}_{name}"];

    /// <summary>A port that the bus may have, null if it has none.</summary>
    public Signal? Optional(string name) => Find($"{prefix}_{name}") ?? Find($"{prefix}_{name.ToUpperInvariant()}");

    /// <summary>The bus's reset, <c>aresetn</c> of the bus or of the design; null if it has none.</summary>
    public Signal? Reset => Optional("aresetn") ?? Find("aresetn") ?? Find("ARESETN");

    private Signal? Find(string name) => dut.Has(name) ? dut[name] : null;
}
