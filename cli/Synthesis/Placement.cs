using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace HwGen.Cli.Synthesis;

/// <summary>What placing and routing with one seed gave.</summary>
/// <param name="FmaxMhz">maximum frequency of the slowest clock; 0 where the part has too few logic cells</param>
/// <param name="LogicCells">of the part: a lookup table and a flip-flop share one only where the one feeds the other alone</param>
/// <param name="SlowestPath">inside a clock; null where there is none</param>
public sealed partial record Placement(double FmaxMhz, Resource LogicCells, TimingPath? SlowestPath)
{
    /// <summary>Reads the report of nextpnr-ice40.</summary>
    /// <param name="json">its text</param>
    public static Placement Parse(string json)
    {
        using var report = JsonDocument.Parse(json);
        JsonElement cells = report.RootElement.GetProperty("utilization").GetProperty("ICESTORM_LC");
        return new Placement(
            report.RootElement.GetProperty("fmax").EnumerateObject().Min(clock => clock.Value.GetProperty("achieved").GetDouble()),
            new Resource("LC", cells.GetProperty("used").GetInt64(), cells.GetProperty("available").GetInt64()),
            TimingPath.OfNextpnr(report.RootElement.GetProperty("critical_paths")));
    }

    /// <summary>What nextpnr-ice40 says of a design with more logic cells than the part has; null if it says something else.</summary>
    /// <param name="errors">what it wrote</param>
    /// <param name="available">logic cells of the part</param>
    public static Placement? OfOverfull(string errors, long available) =>
        Overfull().Match(errors) is { Success: true } match && long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) is var used && used > available
            ? new Placement(0, new Resource("LC", used, available), null)
            : null;

    [GeneratedRegex(@"Failed to expand region .* of (\d+) ICESTORM_LCs")]
    private static partial Regex Overfull();
}
