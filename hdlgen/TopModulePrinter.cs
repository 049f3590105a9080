using HwGen.Core.Configuration;
using HwGen.Core.MemoryFiles;
using HwGen.Hdlgen.Packaging;

namespace HwGen.Hdlgen;

/// <summary>Prints the top: <c>gemm_accelerator</c> with a configuration's values as parameter defaults.</summary>
public static class TopModulePrinter
{
    private const string Inner = "gemm_accelerator";

    /// <summary>The Verilog-2005 text.</summary>
    public static string Print(ArrayConfiguration configuration)
    {
        ArrayConfiguration c = configuration;
        IReadOnlyList<(string Name, string Value)> values = Parameters(c);
        int nameWidth = values.Max(parameter => parameter.Name.Length);
        int valueWidth = values.Max(parameter => parameter.Value.Length) + 1;
        int rangeWidth = TopPorts.All.Max(port => port.Range.Length);
        string parameters = Lines(values, (parameter, comma) =>
            $"    parameter {parameter.Name.PadRight(nameWidth)} = {(parameter.Value + comma).PadRight(valueWidth)}  // {ParameterNotes.Of(parameter.Name)}");
        string ports = Lines(TopPorts.All, (port, comma) =>
            string.Concat(VivadoAttributes.Of(port).Select(attribute => $"    {attribute}\n"))
            + $"    {(port.IsInput ? "input  wire" : "output wire")} {port.Range.PadRight(rangeWidth)} {port.Name}{comma}");
        string passed = Lines(values, (parameter, comma) => $"        .{parameter.Name}({parameter.Name}){comma}");
        string wires = Lines(TopPorts.All, (port, comma) => $"        .{port.Name}({port.Name}){comma}");
        return $$$"""
            // {{{Provenance.Line(c)}}}
            //
            // output[m,n] = requantize( bias[n] + sum over k of activation[m,k] * weight[k,n] )
            // M-tile {{{c.MTile}}} rows, N-tile {{{c.NTile}}} channels, K-blocks of {{{c.Block}}}, {{{c.Lanes}}} multipliers per output.
            // The parameters belong together: CONFIGURATION_HASH is made from those above it.
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

    /// <summary>The parameters of the top and their Verilog values, in order.</summary>
    internal static IReadOnlyList<(string Name, string Value)> Parameters(ArrayConfiguration configuration) =>
        [.. configuration.VerilogParameters.Select(parameter => (parameter.Name, Literal(parameter))), ("PRELOAD_FOLDER", $"\"{PreloadedMemories.Folder}\"")];

    private static string Literal(VerilogParameter parameter) =>
        parameter.Name == "CONFIGURATION_HASH" ? $"32'h{parameter.Value:x8}" : parameter.Value.ToString();

    private static string Lines<T>(IReadOnlyList<T> items, Func<T, string, string> line) =>
        string.Join('\n', items.Select((item, position) => line(item, position < items.Count - 1 ? "," : "")));
}
