using System.Globalization;
using System.Text.RegularExpressions;

namespace HwGen.Verify.Simulation.Models;

/// <summary>Reads the ports of a Verilated model from the header Verilator writes for it.</summary>
/// <remarks>The header is the one description that all releases share (the port list as XML ended with 5.0xx, as
/// JSON it begins later), costs no second run, and names the C++ members that the shim needs. It does not say whether
/// a port is signed: the reader of a value chooses.</remarks>
internal static partial class PortReader
{
    [GeneratedRegex(@"^\s*VL_(IN|OUT|INOUT)(?:8|16|64|W)?\((\(?)&(\w+)\)?((?:\[\d+\])*),\s*(\d+)\s*,\s*(\d+)",
        RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [GeneratedRegex("__0([0-9A-Fa-f]{2})")]
    private static partial Regex EscapedCharacter();

    /// <summary>The ports in the header's order. Ports that are unpacked arrays are left out.</summary>
    /// <param name="header">text of the model's header</param>
    public static IReadOnlyList<PortInfo> Read(string header) =>
    [
        .. Declaration().Matches(header)
            .Where(match => match.Groups[4].Length == 0)
            .Select(match => new PortInfo(
                VerilogName(match.Groups[3].Value),
                match.Groups[3].Value,
                Direction(match.Groups[1].Value),
                Math.Abs(Number(match, 5) - Number(match, 6)) + 1)),
    ];

    private static int Number(Match match, int group) =>
        int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    private static PortDirection Direction(string word) => word switch
    {
        "IN" => PortDirection.Input,
        "OUT" => PortDirection.Output,
        _ => PortDirection.InOut,
    };

    // Verilator writes characters that C++ does not allow as __0 and two hex digits, and puts __SYM__ before C++ keywords.
    private static string VerilogName(string member)
    {
        const string keyword = "__SYM__";
        var name = member.StartsWith(keyword, StringComparison.Ordinal) ? member[keyword.Length..] : member;
        return EscapedCharacter().Replace(name, match =>
            ((char)int.Parse(match.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());
    }
}
