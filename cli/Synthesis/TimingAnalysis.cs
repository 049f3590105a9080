using System.Globalization;
using System.Text.RegularExpressions;
using HwGen.Core.Errors;
using HwGen.Verify.Processes;

namespace HwGen.Cli.Synthesis;

/// <summary>Slowest path of a netlist of standard cells by OpenSTA, with the design's own SDC.</summary>
public static partial class TimingAnalysis
{
    /// <summary>Runs it.</summary>
    /// <param name="folder">holds the netlist and the SDC</param>
    /// <param name="liberty">the cells</param>
    /// <param name="top">top module</param>
    /// <param name="sdc">file name of the constraints in the folder</param>
    /// <param name="netlist">file name of the netlist without <c>.vg</c>; names what is written, too</param>
    /// <returns>worst slack in ns, setup, and its path</returns>
    public static (double SlackNs, TimingPath Path) Slowest(string folder, string liberty, string top, string sdc, string netlist)
    {
        File.WriteAllText(Path.Combine(folder, $"{netlist}.tcl"), $$"""
            read_liberty {{liberty}}
            read_verilog {{netlist}}.vg
            link_design {{top}}
            set_cmd_units -time ns
            read_sdc {{sdc}}
            report_checks -path_delay max -format full_clock_expanded
            report_worst_slack
            proc signal {pin} {
                set cell [get_cells -quiet [file dirname [get_full_name $pin]]]
                if {$cell eq ""} { return [get_full_name $pin] }
                foreach pin [get_pins -of_objects $cell] {
                    if {[get_property $pin direction] ne "output"} { continue }
                    set net [get_full_name [get_nets -of_objects $pin]]
                    if {![regexp {/_[0-9]+_$} $net]} { return $net }
                }
                return [get_full_name $cell]
            }
            set path [lindex [find_timing_paths -path_delay max] 0]
            puts "path from [signal [get_property $path startpoint]]"
            puts "path to [signal [get_property $path endpoint]]"
            """.ReplaceLineEndings("\n") + "\n");
        ToolResult result = new ExternalTool("sta", "scripts/install-tools sta").Run(folder, ["-no_splash", "-exit", $"{netlist}.tcl"]);
        File.WriteAllText(Path.Combine(folder, $"{netlist}.timing.txt"), result.Output + result.Error);
        return (WorstSlack().Match(result.Output), Ends().Match(result.Output)) is ({ Success: true } slack, { Success: true } ends)
            ? (double.Parse(slack.Groups[1].Value, CultureInfo.InvariantCulture), new TimingPath(ends.Groups[1].Value, ends.Groups[2].Value))
            : throw new CheckFailedException($"sta gave no slack: {(result.Output + result.Error).Trim().Split('\n').Last()}");
    }

    [GeneratedRegex(@"worst slack\s+(-?[0-9.]+)")]
    private static partial Regex WorstSlack();

    [GeneratedRegex(@"path from (\S+)\s+path to (\S+)")]
    private static partial Regex Ends();
}
