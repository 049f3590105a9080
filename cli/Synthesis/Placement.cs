using System.Text.Json;

namespace HwGen.Cli.Synthesis;

/// <summary>What placing and routing with one seed gave.</summary>
/// <param name="FmaxMhz">maximum frequency of the slowest clock</param>
/// <param name="LogicCells">of the part: a lookup table and a flip-flop share one only where the one feeds the other alone</param>
/// <param name="SlowestPath">inside a clock; null where there is none</param>
public sealed record Placement(double FmaxMhz, Resource LogicCells, TimingPath? SlowestPath)
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
}
