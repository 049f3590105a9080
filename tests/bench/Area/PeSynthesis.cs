using System.Globalization;
using System.Text.RegularExpressions;
using HwGen.Cli.Synthesis;
using HwGen.Cli.Synthesis.Targets;
using HwGen.Core.Configuration;
using HwGen.Hdlgen;
using HwGen.Verify.GateLevel;
using HwGen.Verify.Processes;

namespace HwGen.Bench.Area;

/// <summary>Synthesizes one tensor PE by Yosys: each module of it for itself in a mesh of one, or the whole of it with all its ports.</summary>
internal sealed partial class PeSynthesis : IDisposable
{
    private const string Mesh = "mesh", Pe = "tensor_pe";

    private readonly string folder = Directory.CreateTempSubdirectory("hwgen-bench-").FullName;
    private int runs;

    public PeSynthesis()
    {
        foreach (RtlTemplate template in RtlTemplates.All)
            File.WriteAllText(Path.Combine(folder, $"{template.Name}.v"), template.Text);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>In cells of a Liberty file, mapped for area, each module for itself.</summary>
    public PeArea InCells(ArrayConfiguration configuration, LibertyTarget target)
    {
        string work = Path.Combine(folder, $"{Interlocked.Increment(ref runs)}");
        Directory.CreateDirectory(work);
        File.WriteAllText(Path.Combine(work, LibertyTarget.ConstraintFile), target.Constraints);
        // Before the mapping the flip-flops are the only cells that have an area.
        string[] steps = target.Script(Mesh, keepsHierarchy: true).Split("; ");
        int mapping = Array.FindIndex(steps, step => step.StartsWith("abc", StringComparison.Ordinal));
        Yosys(work, Mesh, configuration, string.Join("; ", [
            .. steps[..mapping], Statistics("flops", target), .. steps[mapping..], Statistics("all", target)]));
        (YosysStatistics all, _) = Read(work, "all");
        (YosysStatistics flops, double each) = Read(work, "flops");
        return PeArea.Of(all, flops, configuration.TileRows * configuration.TileColumns * configuration.AccumulatorBits, each);
    }

    /// <summary>In resources of an FPGA, the whole PE at once.</summary>
    public IReadOnlyDictionary<string, long> InResources(ArrayConfiguration configuration, SynthesisTarget target)
    {
        string work = Path.Combine(folder, $"{Interlocked.Increment(ref runs)}");
        Directory.CreateDirectory(work);
        Yosys(work, Pe, configuration, $"{target.Script(Pe, keepsHierarchy: false)}; tee -q -o all.json stat -json");
        return target.Count(YosysStatistics.Parse(File.ReadAllText(Path.Combine(work, "all.json")), "", Pe).Cells)
            .ToDictionary(resource => resource.Name, resource => resource.Used);
    }

    private static string Statistics(string name, LibertyTarget target) =>
        $"tee -q -o {name}.json stat -json; tee -q -o {name}.txt stat -liberty {target.LibertyFile}";

    private static (YosysStatistics Statistics, double FlipFlop) Read(string work, string name)
    {
        string text = File.ReadAllText(Path.Combine(work, $"{name}.txt"));
        var statistics = YosysStatistics.Parse(File.ReadAllText(Path.Combine(work, $"{name}.json")), text, Mesh);
        double total = double.Parse(TotalArea().Matches(text)[^1].Groups[1].Value, CultureInfo.InvariantCulture);
        return (statistics, total / statistics.Cells.Where(cell => !cell.Key.StartsWith('$')).Sum(cell => cell.Value));
    }

    private void Yosys(string work, string top, ArrayConfiguration c, string script)
    {
        (string Name, int Value)[] parameters =
        [
            ("TILE_ROWS", c.TileRows), ("TILE_COLUMNS", c.TileColumns), ("BLOCK", c.Block),
            .. top == Mesh ? [("MESH_ROWS", c.MeshRows), ("MESH_COLUMNS", c.MeshColumns)] : Array.Empty<(string, int)>(),
            ("LANES", c.Lanes), ("SELECT", c.Metadata == MetadataKind.None && c.Lanes == c.Block ? 0 : 1), ("ARITHMETIC", (int)c.Arithmetic),
        ];
        string commands = $"read_verilog {string.Join(' ', RtlTemplates.All.Select(template => Path.Combine(folder, $"{template.Name}.v")))}; "
            + $"chparam {string.Join(' ', parameters.Select(parameter => $"-set {parameter.Name} {parameter.Value}"))} {top}; {script}\n";
        File.WriteAllText(Path.Combine(work, "pe.ys"), commands.Replace("; ", "\n", StringComparison.Ordinal));
        ToolResult result = new ExternalTool("yosys", "scripts/install-tools yosys").Run(work, ["-q", "pe.ys"]);
        if (result.ExitCode != 0)
            throw new InvalidOperationException($"yosys ended with {result.ExitCode}: {result.Error}");
    }

    [GeneratedRegex(@"Chip area for (?:top )?module[^:]*: ([0-9.]+)")]
    private static partial Regex TotalArea();
}
