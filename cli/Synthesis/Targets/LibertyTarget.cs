using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using HwGen.Core.Errors;

namespace HwGen.Cli.Synthesis.Targets;

/// <summary>Standard cells of a Liberty file: area by Yosys, timing by OpenSTA. Each module is kept, ABC sizes and buffers.</summary>
/// <param name="LibertyFile">full path</param>
/// <param name="Buffer">cell that drives inputs and stands for what buffers cost</param>
/// <param name="PeriodPs">clock period that ABC works for, in ps</param>
/// <param name="Effort">what ABC is to save</param>
public sealed partial record LibertyTarget(string Name, string LibertyFile, string Buffer, int PeriodPs, MappingEffort Effort) : SynthesisTarget(Name)
{
    // Yosys' own script rewrites for area first, which costs the fast adders and multipliers their shape; this one maps the shape they have, then buffers
    // inputs too and sizes. ABC sees one module at a time: half of the period is left to what comes before and behind.
    private const string SpeedScript = "+&get,-n;&st;&dch;&nf;&put;buffer,-c,-p;topo;upsize,-c,{D};dnsize,-c,{D};stime,-p";

    /// <summary>How the target is named before the file.</summary>
    public const string Prefix = "liberty";

    /// <summary>File with <see cref="Constraints"/> in the folder where the script runs.</summary>
    public const string ConstraintFile = "abc.constr";

    /// <summary>Without a driver and a load ABC puts in no buffers, and one gate drives a thousand others.</summary>
    public string Constraints => $"set_driving_cell {Buffer}\nset_load 10.0\n";

    public override ImmutableArray<string> Tools => ["yosys", "sta"];

    protected override string WhyNoContents => "memories of standard cells or macros hold nothing when the power comes";

    public override ImmutableDictionary<string, long> Capacity => ImmutableDictionary<string, long>.Empty;

    public override ImmutableArray<(string Resource, string CellTypes, double Each)> Kinds => [];

    /// <summary>The target of a file.</summary>
    /// <exception cref="InputException">the file is not there, has no buffer, or a blank in its path</exception>
    public static LibertyTarget Of(string file)
    {
        if (file.Length == 0)
            throw new InputException("--target", $"{Prefix}, must name a Liberty file: {Prefix}=FILE");
        if (!File.Exists(file))
            throw new InputException("--target", $"{Prefix}={file}: no such file, must be a Liberty file");
        string path = Path.GetFullPath(file);
        if (path.Any(char.IsWhiteSpace))
            throw new InputException("--target", $"{Prefix}={path}: has a blank, with which ABC takes no file; must be a path without, a link will do");
        string[][] cells = [.. Cell().Split(File.ReadAllText(file)).Skip(1).Chunk(2)];
        if (cells.Length == 0)
            throw new InputException(file, "holds no cell, must be a Liberty file");
        (string Name, double Area)[] buffers = [.. cells.Where(cell => IsBuffer(cell[1]))
            .Select(cell => (cell[0], Area().Match(cell[1]) is { Success: true } area ? double.Parse(area.Groups[1].Value, CultureInfo.InvariantCulture) : 0))
            .OrderBy(cell => cell.Item2)];
        // Delay cells repeat their input, too; where any cell is called a buffer, only those count.
        if (buffers.Any(IsNamedSo))
            buffers = [.. buffers.Where(IsNamedSo)];
        return buffers.Length > 0
            ? new LibertyTarget(Prefix, path, buffers[Math.Min(1, buffers.Length - 1)].Name, 10000, MappingEffort.Area)
            : throw new InputException(file, "no cell repeats its one input, must hold a buffer");
    }

    public override string Script(string top, bool keepsHierarchy) =>
        $"synth -top {top}{(keepsHierarchy ? "" : " -flatten")}; dfflibmap -liberty {LibertyFile}; abc {Mapping} -constr {ConstraintFile} -liberty {LibertyFile}; clean";

    private string Mapping => Effort == MappingEffort.Area ? $"-D {PeriodPs}" : $"-D {PeriodPs / 2} -script {SpeedScript}";

    private static bool IsNamedSo((string Name, double Area) cell) => cell.Name.Contains("buf", StringComparison.OrdinalIgnoreCase);

    private static bool IsBuffer(string cell) =>
        Function().Matches(cell) is [var one] && Identity().IsMatch(one.Groups[1].Value)
        && !cell.Contains("three_state", StringComparison.Ordinal) && !cell.Contains("ff", StringComparison.Ordinal) && !cell.Contains("latch", StringComparison.Ordinal);

    [GeneratedRegex(@"\bcell\s*\(\s*""?(\w+)""?\s*\)\s*\{")]
    private static partial Regex Cell();

    [GeneratedRegex(@"\barea\s*:\s*""?([0-9.]+)")]
    private static partial Regex Area();

    [GeneratedRegex(@"\bfunction\s*:\s*""([^""]*)""")]
    private static partial Regex Function();

    [GeneratedRegex(@"^\s*\(?\s*\w+\s*\)?\s*$")]
    private static partial Regex Identity();
}
