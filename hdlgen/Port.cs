using System.Globalization;
using HwGen.Core.Configuration;

namespace HwGen.Hdlgen;

/// <summary>A port of the generated top.</summary>
/// <param name="Name">as tools infer buses from it</param>
/// <param name="IsInput">false for an output</param>
/// <param name="Width">Verilog expression over the top's parameters; "1" for a single wire</param>
public sealed record Port(string Name, bool IsInput, string Width = "1")
{
    /// <summary>Bus the port belongs to, such as <c>s_axi_ctrl</c>; empty for clock, reset and interrupt.</summary>
    public string Bus => Name.Contains('_') ? Name[..Name.LastIndexOf('_')] : "";

    /// <summary>Signal of the bus in capitals, such as <c>AWADDR</c>; empty for clock, reset and interrupt.</summary>
    public string Signal => Name.Contains('_') ? Name[(Name.LastIndexOf('_') + 1)..].ToUpperInvariant() : "";

    /// <summary>Width in bits of a configuration's top.</summary>
    public int Bits(ArrayConfiguration configuration) => Width switch
    {
        "WEIGHT_STREAM_W" => configuration.WeightStreamBits,
        "ACTIVATION_STREAM_W" => configuration.ActivationStreamBits,
        "32*OUTPUT_LANES" => 32 * configuration.OutputLanes,
        "4*OUTPUT_LANES" => 4 * configuration.OutputLanes,
        string number => int.Parse(number, CultureInfo.InvariantCulture),
    };

    /// <summary>Range in a Verilog declaration, empty for a single wire.</summary>
    public string Range => Width == "1" ? "" : int.TryParse(Width, out int bits) ? $"[{bits - 1}:0]" : $"[{Width}-1:0]";
}
