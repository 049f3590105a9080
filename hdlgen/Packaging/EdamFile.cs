using HwGen.Core.Configuration;

namespace HwGen.Hdlgen.Packaging;

/// <summary>Prints the design as Edalize reads it (EDAM): name, top, files with their types.</summary>
public static class EdamFile
{
    /// <summary>The YAML text; files are named relative to it.</summary>
    public static string Print(ArrayConfiguration configuration, IEnumerable<GeneratedFile> sources) => $$"""
        # {{Provenance.Line(configuration)}}
        name: {{configuration.ModuleName}}
        toplevel: {{configuration.ModuleName}}
        files:
        {{string.Join('\n', sources.Select(file => File(file.Path, file.IsVerilog ? "verilogSource-2005" : "user")))}}
        {{File("constraints/hwgen.sdc", "SDC")}}
        {{File("constraints/hwgen.xdc", "xdc")}}
        {{File("constraints/hwgen.pcf", "PCF")}}
        {{File("constraints/hwgen.lpf", "LPF")}}
        parameters: {}
        flow_options: {}
        hooks: {}

        """.ReplaceLineEndings("\n");

    private static string File(string path, string type) => $"  - {{name: {path}, file_type: {type}}}";
}
