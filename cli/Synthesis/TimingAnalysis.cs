using System.Globalization;
using System.Text.RegularExpressions;
using HwGen.Core.Errors;
using HwGen.Verify.Processes;

namespace HwGen.Cli.Synthesis;

/// <summary>Worst slack of a netlist of standard cells by OpenSTA, with the design's own SDC.</summary>
public static partial class TimingAnalysis
{
    /// <summary>Runs it.</summary>
    /// <param name="folder">holds the netlist and the SDC</param>
    /// <param name="liberty">the cells</param>
    /// <param name="top">top module</param>
    /// <param name="sdc">file name of the constraints in the folder</param>
    /// <param name="netlist">file name of the netlist without <c>.vg</c>; names what is written, too</param>
    /// <returns>worst slack in ns, setup</returns>
    public static double WorstSlackNs(string folder, string liberty, string top, string sdc, string netlist)
    {
        File.WriteAllText(Path.Combine(folder, $"{netlist}.tcl"), $"""
            read_liberty {liberty}
            read_verilog {netlist}.vg
            link_design {top}
            set_cmd_units -time ns
            read_sdc {sdc}
            report_checks -path_delay max -format full_clock_expanded
            report_worst_slack
            """.ReplaceLineEndings("\n") + "\n");
        ToolResult result = new ExternalTool("sta", "scripts/install-tools sta").Run(folder, ["-no_splash", "-exit", $"{netlist}.tcl"]);
        File.WriteAllText(Path.Combine(folder, $"{netlist}.timing.txt"), result.Output + result.Error);
        return WorstSlack().Match(result.Output) is { Success: true } match
            ? double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)
            : throw new CheckFailedException($"sta gave no slack: {(result.Output + result.Error).Trim().Split('\n').Last()}");
    }

    [GeneratedRegex(@"worst slack\s+(-?[0-9.]+)")]
    private static partial Regex WorstSlack();
}
