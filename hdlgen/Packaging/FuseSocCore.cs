using HwGen.Core.Configuration;

namespace HwGen.Hdlgen.Packaging;

/// <summary>Prints the core description of FuseSoC (CAPI2): the Verilog, the constraints by tool, targets for lint and synthesis.</summary>
public static class FuseSocCore
{
    /// <summary>The YAML text.</summary>
    /// <param name="configuration">what the design was made from</param>
    /// <param name="sources">its Verilog files, modules before the top, and contents of memories</param>
    /// <param name="vlnv">name of the core; null: <see cref="Vlnv.Of"/></param>
    /// <param name="folder">where the design lies beside the core, with '/' at its end; empty for the same folder</param>
    public static string Print(ArrayConfiguration configuration, IEnumerable<GeneratedFile> sources, string? vlnv = null, string folder = "") => $$"""
        CAPI=2:
        # {{Provenance.Line(configuration)}}
        name: "{{vlnv ?? Vlnv.Of(configuration)}}"
        description: "Structured-sparse GEMM accelerator {{configuration.Name}}"

        filesets:
          rtl:
            files:
        {{string.Join('\n', sources.Select(file => $"      - {folder}{file.Path}{(file.IsVerilog ? "" : $": {{file_type: user, copyto: {file.Path["rtl/".Length..]}}}")}"))}}
            file_type: verilogSource-2005
          software:
            files:
              - {{folder}}software/hwgen_regs.h: {file_type: user, copyto: hwgen_regs.h}
          timing:
            files:
              - {{folder}}constraints/hwgen.sdc: {file_type: SDC}
          vivado:
            files:
              - {{folder}}constraints/hwgen.xdc: {file_type: xdc}
          ice40:
            files:
              - {{folder}}constraints/hwgen.pcf: {file_type: PCF}
          ecp5:
            files:
              - {{folder}}constraints/hwgen.lpf: {file_type: LPF}

        targets:
          default: &default
            filesets:
              - rtl
              - "tool_vivado ? (vivado)"
              - "tool_quartus ? (timing)"
              - "tool_icestorm ? (ice40)"
              - "tool_trellis ? (ecp5)"
            toplevel: {{configuration.ModuleName}}
          lint:
            <<: *default
            default_tool: verilator
            tools:
              verilator:
                mode: lint-only
                verilator_options: [-Wall]

        """.ReplaceLineEndings("\n");
}
