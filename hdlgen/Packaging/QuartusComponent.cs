using System.Text;
using HwGen.Core.Configuration;

namespace HwGen.Hdlgen.Packaging;

/// <summary>Prints the <c>_hw.tcl</c> with which Platform Designer knows the design as a component.</summary>
/// <remarks>Source: Platform Designer User Guide (683609), chapter 8.</remarks>
public static class QuartusComponent
{
    /// <summary>The Tcl text; it names the sources relative to itself.</summary>
    public static string Print(ArrayConfiguration configuration, IEnumerable<GeneratedFile> sources)
    {
        ArrayConfiguration c = configuration;
        return $$"""
            # {{Provenance.Line(c)}}
            #
            # Add the folder of this file to Platform Designer's IP search path.
            package require qsys

            set_module_property NAME {{c.ModuleName}}
            set_module_property VERSION {{Vlnv.ShortVersion}}
            set_module_property DISPLAY_NAME "HwGen {{c.Name}}"
            set_module_property DESCRIPTION "Structured-sparse GEMM accelerator {{c.Name}}, configuration hash {{Provenance.HashText(c)}}"
            set_module_property GROUP HwGen
            set_module_property EDITABLE false

            {{Files("synth", "QUARTUS_SYNTH")}}
            {{Files("sim", "SIM_VERILOG")}}
            add_interface aclk clock end
            add_interface_port aclk aclk clk Input 1

            add_interface aresetn reset end
            set_interface_property aresetn associatedClock aclk
            set_interface_property aresetn synchronousEdges BOTH
            add_interface_port aresetn aresetn reset_n Input 1

            {{string.Join('\n', TopBus.All.Select(bus => Interface(bus, c)))}}
            add_interface irq interrupt end
            set_interface_property irq associatedClock aclk
            set_interface_property irq associatedReset aresetn
            set_interface_property irq associatedAddressablePoint s_axi_ctrl
            add_interface_port irq irq irq Output 1

            """.ReplaceLineEndings("\n");

        string Files(string name, string kind) =>
            $"add_fileset {name} {kind} \"\"\nset_fileset_property {name} TOP_LEVEL {c.ModuleName}\n"
            + string.Concat(sources.Select(file => file.IsVerilog
                ? $"add_fileset_file {Path.GetFileName(file.Path)} VERILOG PATH ../{file.Path}\n"
                : $"add_fileset_file {file.Path["rtl/".Length..]} OTHER PATH ../{file.Path}\n"));
    }

    private static string Interface(TopBus bus, ArrayConfiguration configuration)
    {
        var text = new StringBuilder();
        text.Append($"add_interface {bus.Name} {(bus.IsStream ? "axi4stream" : "axi4lite")} {(bus.IsMaster ? "start" : "end")}\n");
        text.Append($"set_interface_property {bus.Name} associatedClock aclk\n");
        text.Append($"set_interface_property {bus.Name} associatedReset aresetn\n");
        foreach (Port port in bus.Ports)
            text.Append($"add_interface_port {bus.Name} {port.Name} {port.Signal.ToLowerInvariant()} {(port.IsInput ? "Input" : "Output")} {port.Bits(configuration)}\n");
        return text.ToString();
    }
}
