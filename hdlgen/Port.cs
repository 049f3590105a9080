namespace HwGen.Hdlgen;

/// <summary>A port of the generated top.</summary>
/// <param name="Name">as tools infer buses from it</param>
/// <param name="IsInput">false for an output</param>
/// <param name="Width">Verilog expression over the top's parameters; "1" for a single wire</param>
public sealed record Port(string Name, bool IsInput, string Width = "1")
{
    /// <summary>Bus the port belongs to, such as <c>s_axi_ctrl</c>; empty for clock, reset and interrupt.</summary>
    public string Bus => Name.Contains('_') ? Name[..Name.LastIndexOf('_')] : "";

    /// <summary>Range in a Verilog declaration, empty for a single wire.</summary>
    public string Range => Width == "1" ? "" : int.TryParse(Width, out int bits) ? $"[{bits - 1}:0]" : $"[{Width}-1:0]";
}
