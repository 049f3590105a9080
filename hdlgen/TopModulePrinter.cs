using HwGen.Core.Configuration;

namespace HwGen.Hdlgen;

/// <summary>Prints the top: <c>gemm_accelerator</c> with a configuration's values as parameter defaults.</summary>
public static class TopModulePrinter
{
    private const string Inner = "gemm_accelerator";

    /// <summary>The Verilog-2005 text.</summary>
    public static string Print(ArrayConfiguration configuration)
    {
        ArrayConfiguration c = configuration;
        string parameters = Lines(",", c.VerilogParameters, parameter => $"    parameter {parameter.Name} = {Literal(parameter)}");
        string ports = Lines(",", TopPorts.All, port => $"    {port.Declaration}");
        string passed = Lines(",", c.VerilogParameters, parameter => $"        .{parameter.Name}({parameter.Name})");
        string wires = Lines(",", TopPorts.All, port => $"        .{port.Name}({port.Name})");
        return $$$"""
            // {{{Provenance.Line(c)}}}
            //
            // output[m,n] = requantize( bias[n] + sum over k of activation[m,k] * weight[k,n] )
            // M-tile {{{c.MTile}}} rows, N-tile {{{c.NTile}}} channels, K-blocks of {{{c.Block}}}, {{{c.Lanes}}} multipliers per output.
            // The parameters belong together: CONFIGURATION_HASH is made from the others.
            `default_nettype none

            module {{{c.ModuleName}}} #(
            {{{parameters}}}
            ) (
            {{{ports}}}
            );

                {{{Inner}}} #(
            {{{passed}}}
                ) accelerator (
            {{{wires}}}
                );

            endmodule

            `default_nettype wire

            """.ReplaceLineEndings("\n");
    }

    private static string Literal(VerilogParameter parameter) =>
        parameter.Name == "CONFIGURATION_HASH" ? $"32'h{parameter.Value:x8}" : parameter.Value.ToString();

    private static string Lines<T>(string separator, IEnumerable<T> items, Func<T, string> line) =>
        string.Join(separator + "\n", items.Select(line));
}
