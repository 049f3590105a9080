using System.Collections.Immutable;
using HwGen.Cli.Synthesis.Targets;
using HwGen.Core.Configuration;
using HwGen.Core.Errors;
using HwGen.Hdlgen;
using HwGen.Verify.Processes;

namespace HwGen.Cli.Synthesis;

/// <summary>Synthesizes a configuration with Yosys; for iCE40 also places and routes it, for standard cells also times it.</summary>
/// <param name="Configuration">what to synthesize</param>
/// <param name="Target">for what</param>
/// <param name="Folder">for scripts, netlists and logs</param>
/// <param name="Seeds">seeds of place and route</param>
/// <param name="Step">told what is being done</param>
public sealed record Synthesis(ArrayConfiguration Configuration, SynthesisTarget Target, string Folder, int Seeds, Action<string> Step)
{
    private const string Sdc = "hwgen.sdc";

    /// <summary>Does it all. A design that does not fit its part is not placed.</summary>
    /// <exception cref="CheckFailedException">a tool failed</exception>
    public SynthesisReport Run()
    {
        ArrayConfiguration c = Configuration;
        Design design = Design.From(c);
        WriteSources(design);
        bool isAsic = Target is LibertyTarget;
        SynthesisTarget target = Target is LibertyTarget liberty ? liberty with { PeriodPs = (int)(c.ClockPeriodNs * 1000) } : Target;
        string top = Target is Ice40Target ? PinFrame.Name : c.ModuleName;
        Step("yosys, each module for itself: where the cells are");
        YosysStatistics byModule = Yosys(target, top, "modules", keepsHierarchy: true, isAsic);
        YosysStatistics whole = byModule;
        if (!isAsic)
        {
            Step("yosys, the whole design: what it takes");
            whole = Yosys(target, top, "whole", keepsHierarchy: false, isAsic);
        }

        var report = new SynthesisReport(
            c.Name, Provenance.HashText(c), target.Name, c.ClockPeriodNs, [.. target.Count(whole.Cells)],
            Target is Ice40Target ? PinFrame.Registers(c) : 0,
            isAsic ? byModule.Modules.Where(IsDesign).Sum(module => module.Area) : null,
            isAsic ? byModule.Modules.Where(module => !IsDesign(module)).Sum(module => module.Area) : null,
            (double)c.MTile * c.NTile * c.Block / c.Steps(c.Kept),
            [.. byModule.Modules.Where(IsDesign)], [], null, null);
        return Target switch
        {
            Ice40Target ice40 when report.Fits => Placed(report, ice40),
            LibertyTarget cells => Timed(report, cells),
            _ => report,
        };
    }

    private static bool IsDesign(ModuleArea module) => module.Module is not (MemoryStandIn.Module or PinFrame.Name);

    private void WriteSources(Design design)
    {
        foreach (GeneratedFile file in design.Verilog)
            File.WriteAllText(Path.Combine(Folder, Path.GetFileName(file.Path)), file.Text);
        if (Target is LibertyTarget cells)
        {
            File.WriteAllText(Path.Combine(Folder, $"{MemoryStandIn.Module}.v"), MemoryStandIn.Text);
            File.WriteAllText(Path.Combine(Folder, LibertyTarget.ConstraintFile), cells.Constraints);
        }

        File.WriteAllText(Path.Combine(Folder, $"{PinFrame.Name}.v"), PinFrame.Print(Configuration));
        File.WriteAllText(Path.Combine(Folder, Sdc), design.Files.Single(file => file.Path == $"constraints/{Sdc}").Text);
    }

    private YosysStatistics Yosys(SynthesisTarget target, string top, string name, bool keepsHierarchy, bool isAsic)
    {
        string liberty = isAsic ? ((LibertyTarget)target).LibertyFile : "";
        string script = $"""
            read_verilog *.v
            hierarchy -check -top {top}
            {target.Script(top, keepsHierarchy)}
            tee -q -o {name}.stat.json stat -json
            {(isAsic ? $"tee -q -o {name}.stat.txt stat -liberty {liberty}" : "")}
            {(isAsic ? "splitnets; opt_clean -purge; write_verilog -noattr -noexpr -nohex -nodec -simple-lhs netlist.v" : keepsHierarchy ? "" : "write_json netlist.json")}

            """.ReplaceLineEndings("\n");
        File.WriteAllText(Path.Combine(Folder, $"{name}.ys"), script.Replace("; ", "\n", StringComparison.Ordinal));
        ToolResult result = new ExternalTool("yosys", "scripts/install-tools yosys").Run(Folder, ["-q", "-l", $"{name}.log", $"{name}.ys"]);
        if (result.ExitCode != 0)
            throw new CheckFailedException($"yosys: {(result.Error + result.Output).Trim().Split('\n').Last()}");
        string areas = isAsic ? File.ReadAllText(Path.Combine(Folder, $"{name}.stat.txt")) : "";
        return YosysStatistics.Parse(File.ReadAllText(Path.Combine(Folder, $"{name}.stat.json")), areas, top);
    }

    private SynthesisReport Placed(SynthesisReport report, Ice40Target target)
    {
        var placing = new PlaceAndRoute(target, Folder, (double)(1000 / Configuration.ClockPeriodNs));
        var frequencies = ImmutableArray.CreateBuilder<double>();
        for (int seed = 1; seed <= Seeds; seed++)
        {
            Step($"nextpnr, seed {seed} of {Seeds}");
            frequencies.Add(placing.Run(seed));
        }

        int best = frequencies.IndexOf(frequencies.Max()) + 1;
        return report with { FmaxMhz = frequencies.ToImmutable(), Bitstream = placing.Pack(best) };
    }

    private SynthesisReport Timed(SynthesisReport report, LibertyTarget target)
    {
        Step("sta: the slowest path");
        double slack = TimingAnalysis.WorstSlackNs(Folder, target.LibertyFile, Configuration.ModuleName, Sdc);
        return report with { WorstSlackNs = slack, FmaxMhz = [1000 / ((double)Configuration.ClockPeriodNs - slack)] };
    }
}
