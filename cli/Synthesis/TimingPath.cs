using System.Text.Json;
using System.Text.RegularExpressions;

namespace HwGen.Cli.Synthesis;

/// <summary>The path that holds the clock back.</summary>
/// <param name="From">signal that the path starts from, with the instances around it; a port has none</param>
/// <param name="To">signal that takes its end</param>
public sealed partial record TimingPath(string From, string To)
{
    /// <summary>Reads it from the report of nextpnr-ice40: of paths inside one clock the longest.</summary>
    /// <param name="paths">its <c>critical_paths</c></param>
    /// <returns>null where no path stays inside a clock</returns>
    public static TimingPath? OfNextpnr(JsonElement paths)
    {
        JsonElement[] longest = [.. paths.EnumerateArray()
            .Where(path => path.GetProperty("from").GetString() == path.GetProperty("to").GetString() && path.GetProperty("path").GetArrayLength() > 0)
            .OrderByDescending(path => path.GetProperty("path").EnumerateArray().Sum(part => part.GetProperty("delay").GetDouble()))
            .Take(1)];
        return longest is [var one] ? new TimingPath(Signal(one.GetProperty("path")[0]), Signal(one.GetProperty("path").EnumerateArray().Last())) : null;
    }

    // A cell is named after its output: the register's signal, then the cells that Yosys met on the way to it.
    private static string Signal(JsonElement part) => CellSuffix().Replace(part.GetProperty("to").GetProperty("cell").GetString()!, "");

    [GeneratedRegex(@"(_SB_|_LC$|_RAM$|\$).*$")]
    private static partial Regex CellSuffix();
}
