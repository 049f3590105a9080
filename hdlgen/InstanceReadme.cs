using System.Collections.Immutable;
using HwGen.Core.Configuration;
using HwGen.Core.MemoryFiles;
using HwGen.Hdlgen.Registers;

namespace HwGen.Hdlgen;

/// <summary>Prints the README of a generated design: files, ports, registers, memory sizes, speed.</summary>
public static class InstanceReadme
{
    private const string Preloaded = $"""

        Memories start with what the files in `rtl/{PreloadedMemories.Folder}` hold: random words, which are no image, until `hwgen export` writes those of one. A simulation
        looks for the folder `{PreloadedMemories.Folder}` where it runs, or for the one that `PRELOAD_FOLDER` names.

        """;

    /// <summary>The Markdown text.</summary>
    /// <param name="configuration">what the design was made from</param>
    /// <param name="files">the other files of the design</param>
    public static string Print(ArrayConfiguration configuration, ImmutableArray<GeneratedFile> files)
    {
        ArrayConfiguration c = configuration;
        return $"""
            # {c.ModuleName}

            {Provenance.Line(c)}

                output[m,n] = requantize( bias[n] + sum over k of activation[m,k] * weight[k,n] )

            {c.MTile} x {c.NTile} outputs (rows x channels) are computed together, in blocks of {c.Block} along k; multipliers per output: {c.Lanes}.
            Activations have {c.ActivationBits} bits, weights {c.WeightBits}, sums {c.AccumulatorBits}. Streams carry little-endian bytes.

            ## Files

            {Table(["file", "what"], files.Where(file => !IsModule(file)).Select(file => (Path: FilePath(file), file.Description)).Distinct().Select(file => new[] { $"`{file.Path}`", file.Description }))}

            The other files in `rtl/` are modules, copied as they were written by hand; their first lines say what they do.

                verilator --lint-only -Wall -F files.f --top-module {c.ModuleName}
                iverilog -g2005 -Wall -o {c.ModuleName}.vvp -s {c.ModuleName} -c files.f
                yosys -s read.ys
            {(c.Preload ? Preloaded : "")}
            ## Parameters

            {Table(["parameter", "value", "what"], TopModulePrinter.Parameters(c).Select(parameter => new[] { $"`{parameter.Name}`", parameter.Value, ParameterNotes.Of(parameter.Name) }))}

            They belong together: `CONFIGURATION_HASH` is made from those above it, and weight images carry it.

            ## Ports

            {PortTable.Print(c)}

            ## Registers

            Bus `s_axi_ctrl`, 32 bits a register.

            {RegisterTable.Print()}

            ## Memories

            {MemoryTable.Print(c)}

            ## Speed

            {SpeedTable.Print(c)}

            """.ReplaceLineEndings("\n");
    }

    /// <summary>A Markdown table.</summary>
    internal static string Table(string[] head, IEnumerable<string[]> rows) =>
        string.Join('\n', rows.Prepend([.. head.Select(_ => "---")]).Prepend(head)
            .Select(row => $"| {string.Join(" | ", row)} |"));

    // One line for the contents of all memories: there may be as many as mesh columns, and three more.
    private static string FilePath(GeneratedFile file) =>
        Design.IsContent(file) ? $"rtl/{PreloadedMemories.Folder}/*.mem" : file.Path;

    private static bool IsModule(GeneratedFile file) =>
        RtlTemplates.All.Any(template => file.Path == $"rtl/{template.Name}.v");
}
