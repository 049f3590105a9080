using System.Collections.Concurrent;
using System.Globalization;
using HwGen.Verify.Simulation.Models;

namespace HwGen.Verify.Coverage;

/// <summary>How often each point was hit, over any number of runs, models and processes. Safe to add to from several threads.</summary>
/// <remarks>Instances and parameter values of a module are one: a line is hit if it ran anywhere. Read and written in Verilator's own
/// format, so that <c>verilator_coverage</c> reads the files, too.</remarks>
public sealed class CoverageData
{
    private const string Header = "# SystemC::Coverage-3";
    private static readonly string[] Pages = ["v_line", "v_branch", "v_toggle", "v_user", "v_functional"];

    private readonly ConcurrentDictionary<CoveragePoint, long> counts = new();

    /// <summary>The points with their counts, by file and line.</summary>
    public IEnumerable<KeyValuePair<CoveragePoint, long>> Points => counts
        .OrderBy(entry => entry.Key.Kind)
        .ThenBy(entry => entry.Key.File, StringComparer.Ordinal)
        .ThenBy(entry => entry.Key.Line)
        .ThenBy(entry => entry.Key.Column)
        .ThenBy(entry => entry.Key.Name, StringComparer.Ordinal)
        .ThenBy(entry => entry.Key.Lines, StringComparer.Ordinal);

    /// <summary>A model whose simulations add what they count to this.</summary>
    /// <param name="model">a model built with <see cref="ModelDescription.Coverage"/></param>
    public VerilatorModel Collect(VerilatorModel model) => model.WithCoverageSink(Read);

    /// <summary>Counts hits of a point; 0 makes it known.</summary>
    public void Add(CoveragePoint point, long hits) => counts.AddOrUpdate(point, hits, (_, before) => before + hits);

    /// <summary>Adds all that another has counted.</summary>
    public void Add(CoverageData other)
    {
        foreach (var (point, hits) in other.counts)
            Add(point, hits);
    }

    /// <summary>Adds what a file holds: one of Verilator's or one that <see cref="Write"/> wrote.</summary>
    /// <exception cref="FormatException">the file is none; the message names it and the line</exception>
    public void Read(string file)
    {
        var number = 0;
        foreach (var line in File.ReadLines(file))
        {
            number++;
            if (number == 1 ? line != Header : !TryAdd(line))
                throw new FormatException($"{file}:{number}: {line}, must be {(number == 1 ? Header : "a coverage point, C 'KEYS' COUNT")}");
        }
    }

    /// <summary>Writes all to a file.</summary>
    public void Write(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        File.WriteAllLines(file, Points.Select(entry => Line(entry.Key, entry.Value)).Prepend(Header));
    }

    private static string Line(CoveragePoint point, long hits)
    {
        static string Field(string key, object value) => string.Create(CultureInfo.InvariantCulture, $"\u0001{key}\u0002{value}");
        return string.Create(CultureInfo.InvariantCulture,
            $"C '{Field("f", point.File)}{Field("l", point.Line)}{Field("n", point.Column)}{Field("page", Pages[(int)point.Kind])}{Field("o", point.Name)}{(point.Lines.Length > 0 ? Field("S", point.Lines) : "")}' {hits}");
    }

    private bool TryAdd(string line)
    {
        var end = line.LastIndexOf('\'');
        if (!line.StartsWith("C '", StringComparison.Ordinal) || end < 3 || !long.TryParse(line.AsSpan(end + 1), out var hits))
            return false;
        var fields = line[3..end].Split('\u0001', StringSplitOptions.RemoveEmptyEntries)
            .Select(field => field.Split('\u0002')).Where(field => field.Length == 2)
            .GroupBy(field => field[0]).ToDictionary(group => group.Key, group => group.First()[1]);
        string Text(string key) => fields.GetValueOrDefault(key, "");
        var kind = Array.IndexOf(Pages, Text("page").Split('/')[0]);
        if (kind < 0 || !int.TryParse(Text("l"), out var row) || !int.TryParse(Text("n"), out var column))
            return false;
        var functional = kind == (int)CoveragePointKind.Functional;
        Add(new CoveragePoint((CoveragePointKind)kind, functional ? Text("f") : Path.GetFileName(Text("f")), row, column, Text("o"))
        {
            Lines = Text("S"),
        }, hits);
        return true;
    }
}
