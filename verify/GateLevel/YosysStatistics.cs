using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace HwGen.Verify.GateLevel;

/// <summary>Cells of a design, by type and by module, from what Yosys' <c>stat</c> wrote.</summary>
/// <param name="Cells">all cells of the design by type</param>
/// <param name="Modules">by module, the largest first</param>
public sealed partial record YosysStatistics(IReadOnlyDictionary<string, long> Cells, ImmutableArray<ModuleArea> Modules)
{
    /// <summary>Reads <c>stat -json</c>.</summary>
    /// <param name="json">the JSON text</param>
    /// <param name="text">the text of <c>stat -liberty</c>, from which areas come; empty: every cell counts 1</param>
    /// <param name="top">top module</param>
    public static YosysStatistics Parse(string json, string text, string top)
    {
        // Yosys 0.23 prints the tree of instances among the JSON, as lines that begin with a name.
        string valid = string.Join('\n', json.Split('\n').Where(line => line.TrimStart() is [] or ['"' or '{' or '}', ..]));
        Dictionary<string, Dictionary<string, long>> modules = JsonDocument.Parse(valid).RootElement.GetProperty("modules").EnumerateObject()
            .ToDictionary(module => Plain(module.Name), module => module.Value.GetProperty("num_cells_by_type").EnumerateObject()
                .ToDictionary(cell => Plain(cell.Name), cell => cell.Value.GetInt64()));
        Dictionary<string, double> areas = Area().Matches(text)
            .GroupBy(match => Plain(match.Groups[1].Value))
            .ToDictionary(group => group.Key, group => double.Parse(group.First().Groups[2].Value, CultureInfo.InvariantCulture));
        var instances = new Dictionary<string, long>();
        Count(top, 1);

        var cells = new Dictionary<string, long>();
        var byModule = new Dictionary<string, ModuleArea>();
        foreach ((string name, long times) in instances)
        {
            foreach ((string type, long count) in modules[name].Where(cell => !modules.ContainsKey(cell.Key)))
                cells[type] = cells.GetValueOrDefault(type) + (times * count);
            double each = text.Length > 0 ? areas.GetValueOrDefault(name) : modules[name].Where(cell => !modules.ContainsKey(cell.Key)).Sum(cell => cell.Value);
            string template = Template(name);
            ModuleArea before = byModule.GetValueOrDefault(template) ?? new ModuleArea(template, 0, 0);
            byModule[template] = before with { Instances = before.Instances + times, Area = before.Area + (times * each) };
        }

        return new YosysStatistics(cells, [.. byModule.Values.OrderByDescending(module => module.Area)]);

        void Count(string name, long times)
        {
            instances[name] = instances.GetValueOrDefault(name) + times;
            foreach ((string type, long count) in modules[name].Where(cell => modules.ContainsKey(cell.Key)))
                Count(type, times * count);
        }
    }

    private static string Plain(string name) => name.TrimStart('\\');

    // $paramod$HASH\name, $paramod\name\A=.., or the name itself
    private static string Template(string name) => Parameterized().Match(name) is { Success: true } match ? match.Groups[1].Value : name;

    [GeneratedRegex(@"^\$paramod(?:\$[0-9a-f]+)?\\([A-Za-z_]\w*)")]
    private static partial Regex Parameterized();

    // The line of the top counts what is below it, too, and is left out: a top of ours has no cells of its own.
    [GeneratedRegex(@"Chip area for module '(.+)': ([0-9.]+)")]
    private static partial Regex Area();
}
