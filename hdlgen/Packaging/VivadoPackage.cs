using System.Text;
using HwGen.Core.Configuration;
using HwGen.Core.Registers;
using HwGen.Hdlgen.Registers;

namespace HwGen.Hdlgen.Packaging;

/// <summary>Prints the Tcl script with which Vivado packages the design as an IP, registers included.</summary>
/// <remarks>A script and not a <c>component.xml</c>: Vivado's holds checksums and layouts that only Vivado writes. The registers reach the
/// hardware handoff file, and so <c>register_map</c> of PYNQ. Source: UG1118.</remarks>
public static class VivadoPackage
{
    /// <summary>The Tcl text; it finds the sources relative to itself and writes into the current folder.</summary>
    public static string Print(ArrayConfiguration configuration, IEnumerable<GeneratedFile> sources)
    {
        ArrayConfiguration c = configuration;
        string files = string.Concat(sources.Select(file => $"    {file.Path} \\\n"));
        string parameters = string.Join(' ', c.VerilogParameters.Select(parameter => parameter.Name));
        string clocks = string.Concat(TopBus.All.Select(bus => $"ipx::associate_bus_interfaces -busif {bus.Name} -clock aclk $core\n"));
        return $$$"""
            # {{{Provenance.Line(c)}}}
            #
            # Makes a Vivado IP in the folder {{{c.ModuleName}}}_ip, or in the one named:
            #   vivado -mode batch -source packaging/package_ip.tcl [-tclargs FOLDER]
            # Then add the folder to ip_repo_paths.
            set design [file dirname [file dirname [file normalize [info script]]]]
            set target [file normalize {{{c.ModuleName}}}_ip]
            if {[info exists argv] && [llength $argv] > 0} { set target [file normalize [lindex $argv 0]] }

            # The IP holds copies, in folders as here: $readmemh finds its files beside the Verilog that names them.
            set sources [list \
            {{{files}}}]
            set clock_file constraints/hwgen_ooc.xdc
            create_project -in_memory package_{{{c.ModuleName}}}
            foreach file [concat $sources $clock_file] {
                file mkdir [file dirname [file join $target $file]]
                file copy -force [file join $design $file] [file join $target $file]
                add_files -norecurse [file join $target $file]
            }
            set clock_file [file join $target $clock_file]
            set_property USED_IN {synthesis implementation out_of_context} [get_files $clock_file]
            set_property top {{{c.ModuleName}}} [current_fileset]
            update_compile_order -fileset sources_1

            ipx::package_project -root_dir $target -vendor {{{Vlnv.Vendor}}} -library {{{Vlnv.Library}}} -taxonomy /UserIP -force
            set core [ipx::current_core]
            set_property name {{{c.ModuleName}}} $core
            set_property version {{{Vlnv.ShortVersion}}} $core
            set_property display_name "HwGen {{{c.Name}}}" $core
            set_property description "Structured-sparse GEMM accelerator {{{c.Name}}}, configuration hash {{{Provenance.HashText(c)}}}" $core
            set_property supported_families {artix7 Production kintex7 Production virtex7 Production zynq Production
                artixuplus Production kintexu Production kintexuplus Production virtexu Production virtexuplus Production
                zynquplus Production versal Production} $core

            # The parameters belong together: the dialog offers none of them.
            foreach name [list {{{parameters}}}] {
                ipgui::remove_param -component $core [ipgui::get_guiparamspec -name $name -component $core]
            }

            {{{clocks}}}
            # Registers, for the address editor and the hardware handoff.
            set map [ipx::get_memory_maps s_axi_ctrl -of_objects $core]
            if {[llength $map] == 0} {
                set map [ipx::add_memory_map s_axi_ctrl $core]
                set_property slave_memory_map_ref s_axi_ctrl [ipx::get_bus_interfaces s_axi_ctrl -of_objects $core]
            }
            set block [lindex [ipx::get_address_blocks -of_objects $map] 0]
            if {[llength $block] == 0} {
                set block [ipx::add_address_block reg0 $map]
                set_property range {{{1 << RegisterMap.AddressWidth}}} $block
                set_property width 32 $block
                set_property usage register $block
            }
            proc hwgen_register {block name offset access description fields} {
                set register [ipx::add_register $name $block]
                set_property address_offset $offset $register
                set_property size 32 $register
                set_property access $access $register
                set_property description $description $register
                foreach {field low width access description} $fields {
                    set bits [ipx::add_field $field $register]
                    set_property bit_offset $low $bits
                    set_property bit_width $width $bits
                    set_property access $access $bits
                    set_property description $description $bits
                }
            }
            {{{Registers()}}}
            ipx::create_xgui_files $core
            ipx::update_checksums $core
            ipx::check_integrity $core
            ipx::save_core $core
            puts "packaged {{{c.ModuleName}}} in $target"

            """.ReplaceLineEndings("\n");
    }

    private static string Registers()
    {
        var text = new StringBuilder();
        foreach (Register register in RegisterMap.All)
        {
            text.Append($"hwgen_register $block {register.Name} 0x{register.Offset:X2} {AccessWords.Of(register.Access)} {{{register.Description}}} {{");
            foreach (RegisterField field in register.Fields)
                text.Append($"\n    {field.Name} {field.Low} {field.Width} {AccessWords.Of(field.Access)} {{{field.Description}}}");
            text.Append(register.Fields.IsEmpty ? "}\n" : "\n}\n");
        }

        return text.ToString();
    }
}
