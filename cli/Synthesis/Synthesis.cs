using System.Collections.Immutable;
using System.Text.RegularExpressions;
using HwGen.Cli.Synthesis.Targets;
using HwGen.Core.Configuration;
using HwGen.Core.Errors;
using HwGen.Hdlgen;
using HwGen.Hdlgen.Boards;
using HwGen.Verify.GateLevel;
using HwGen.Verify.Processes;

namespace HwGen.Cli.Synthesis;

/// <summary>Synthesizes a configuration with Yosys; for iCE40 also places and routes it, for standard cells also times it, and maps it again for speed
/// where it missed its clock.</summary>
/// <param name="Configuration">what to synthesize</param>
/// <param name="Target">for what</param>
/// <param name="Folder">for scripts, netlists and logs</param>
/// <param name="Seeds">seeds of place and route</param>
/// <param name="Step">told what is being done</param>
public sealed partial record Synthesis(ArrayConfiguration Configuration, SynthesisTarget Target, string Folder, int Seeds, Action<string> Step)
{
    private const string Sdc = "hwgen.sdc";

    /// <summary>Does it all. A design that does not fit its part is not placed.</summary>
    /// <exception cref="CheckFailedException">a tool failed</exception>
    /// <exception cref="InputException">Yosys cannot read the Liberty file</exception>
    public SynthesisReport Run()
    {
        ArrayConfiguration c = Configuration;
        Design design = Design.From(c);
        WriteSources(design);
        if (Target is LibertyTarget cells)
            return OfCells(cells with { PeriodPs = (int)(c.ClockPeriodNs * 1000) });
        string top = OnBoard?.Name ?? (Target is Ice40Target ? PinFrame.Name : c.ModuleName);
        Step("yosys, each module for itself: where the cells are");
        YosysStatistics byModule = Yosys(Target, top, "modules", keepsHierarchy: true);
        Step("yosys, the whole design: what it takes");
        YosysStatistics whole = Yosys(Target, top, "whole", keepsHierarchy: false);
        SynthesisReport report = Report(byModule) with
        {
            Resources = [.. Target.Count(whole.Cells)],
            FrameRegisters = Target is Ice40Target && OnBoard is null ? PinFrame.Registers(c) : 0,
        };
        return Target is Ice40Target ice40 && report.Fits ? Placed(report, ice40) : report;
    }

    // For area first; if that misses the clock, for speed, unless that is slower still.
    private SynthesisReport OfCells(LibertyTarget target)
    {
        RequireLiberty(target.LibertyFile);
        SynthesisReport small = Timed(target with { Effort = MappingEffort.Area });
        if (small.WorstSlackNs >= 0)
            return small;
        SynthesisReport fast = Timed(target with { Effort = MappingEffort.Speed });
        return fast.WorstSlackNs > small.WorstSlackNs ? fast : small;
    }

    // In a second, and not where the mapping needs it.
    private void RequireLiberty(string file)
    {
        ToolResult result = RunYosys("-q", "-p", $"read_liberty -lib -ignore_miss_func {file}");
        if (result.ExitCode != 0)
            throw new InputException($"{file}:{LibertyLine().Match(result.Error).Groups[1].Value}", "is no Liberty file that Yosys reads: syntax error");
    }

    private SynthesisReport Timed(LibertyTarget target)
    {
        string effort = ConfigurationWords.Of(target.Effort);
        Step($"yosys, mapping for {effort}: where the cells are");
        YosysStatistics byModule = Yosys(target, Configuration.ModuleName, effort, keepsHierarchy: true);
        Step("sta: the slowest path");
        (double slack, TimingPath path) = TimingAnalysis.Slowest(Folder, target.LibertyFile, Configuration.ModuleName, Sdc, effort);
        return Report(byModule) with
        {
            AreaUm2 = byModule.Modules.Where(IsDesign).Sum(module => module.Area),
            MemoryStandInUm2 = byModule.Modules.Where(module => !IsDesign(module)).Sum(module => module.Area),
            MappedFor = effort,
            WorstSlackNs = slack,
            SlowestPath = path,
            FmaxMhz = [1000 / ((double)Configuration.ClockPeriodNs - slack)],
        };
    }

    private SynthesisReport Report(YosysStatistics byModule)
    {
        ArrayConfiguration c = Configuration;
        return new SynthesisReport(
            c.Name, Provenance.HashText(c), Target.Name, c.ClockPeriodNs, [], 0, null, null,
            (double)c.MTile * c.NTile * c.Block / c.Steps(c.Kept), [.. byModule.Modules.Where(IsDesign)], [], null, null);
    }

    private Board? OnBoard => (Target as Ice40Target)?.Board;

    private static bool IsDesign(ModuleArea module) => module.Module is not (MemoryStandIn.Module or PinFrame.Name);

    private void WriteSources(Design design)
    {
        DesignFolder.WriteMemories(design, Folder);
        if (OnBoard is { } board)
        {
            var onBoard = BoardDesign.From(Configuration, board);
            foreach (GeneratedFile file in onBoard.Verilog.Append(onBoard.Pins))
                File.WriteAllText(Path.Combine(Folder, file.Path), file.Text);
            return;
        }

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

    private YosysStatistics Yosys(SynthesisTarget target, string top, string name, bool keepsHierarchy)
    {
        string? liberty = (target as LibertyTarget)?.LibertyFile;
        string script = $"""
            read_verilog *.v
            {(OnBoard is null ? $"hierarchy -check -top {top}" : "")}
            {target.Script(top, keepsHierarchy)}
            tee -q -o {name}.stat.json stat -json
            {(liberty is null ? "" : $"tee -q -o {name}.stat.txt stat -liberty {liberty}")}
            {(liberty is not null ? $"splitnets; opt_clean -purge; write_verilog -noattr -noexpr -nohex -nodec -simple-lhs {name}.vg" : keepsHierarchy ? "" : "write_json netlist.json")}

            """.ReplaceLineEndings("\n");
        File.WriteAllText(Path.Combine(Folder, $"{name}.ys"), script.Replace("; ", "\n", StringComparison.Ordinal));
        ToolResult result = RunYosys("-q", "-l", $"{name}.log", $"{name}.ys");
        if (result.ExitCode != 0)
            throw new CheckFailedException($"yosys: {(result.Error + result.Output).Trim().Split('\n').Last()}");
        string areas = liberty is null ? "" : File.ReadAllText(Path.Combine(Folder, $"{name}.stat.txt"));
        return YosysStatistics.Parse(File.ReadAllText(Path.Combine(Folder, $"{name}.stat.json")), areas, top);
    }

    private ToolResult RunYosys(params string[] arguments) => new ExternalTool("yosys", "scripts/install-tools yosys").Run(Folder, arguments);

    private SynthesisReport Placed(SynthesisReport report, Ice40Target target)
    {
        var placing = new PlaceAndRoute(target, Folder, (double)(1000 / Configuration.ClockPeriodNs));
        var placements = new List<Placement>();
        for (int seed = 1; seed <= Seeds; seed++)
        {
            Step($"nextpnr, seed {seed} of {Seeds}");
            Placement placement = placing.Run(seed);
            if (!placement.LogicCells.Fits)
                return report with { Resources = [placement.LogicCells, .. report.Resources] };
            placements.Add(placement);
        }

        Placement best = placements.MaxBy(placement => placement.FmaxMhz)!;
        return report with
        {
            Resources = [best.LogicCells, .. report.Resources],
            FmaxMhz = [.. placements.Select(placement => placement.FmaxMhz)],
            SlowestPath = best.SlowestPath,
            Bitstream = placing.Pack(placements.IndexOf(best) + 1),
        };
    }

    [GeneratedRegex(@"on line (\d+)")]
    private static partial Regex LibertyLine();
}
