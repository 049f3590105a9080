using System.Text.RegularExpressions;
using HwGen.Core.Configuration;
using HwGen.Hdlgen;

namespace HwGen.Tests.Cosim.FourState;

/// <summary>What stood at the ports of the top in front of every rising edge of the clock, from a VCD file.</summary>
/// <param name="Inputs">all but the clock, in the order of the port list</param>
/// <param name="Outputs">in the order of the port list</param>
/// <param name="Clocks">for each clock the bits of the inputs, then those of the outputs, the first port on the left</param>
internal sealed partial record PortTrace(IReadOnlyList<Port> Inputs, IReadOnlyList<Port> Outputs, IReadOnlyList<string> Clocks)
{
    /// <summary>Reads a VCD file.</summary>
    public static PortTrace Read(string path, ArrayConfiguration configuration)
    {
        Port[] inputs = [.. TopPorts.All.Where(port => port.IsInput && port.Name != "aclk")];
        Port[] outputs = [.. TopPorts.All.Where(port => !port.IsInput)];
        var codes = new Dictionary<string, string>();  // of the ports; the top's come first
        var values = new Dictionary<string, string>(); // by code
        var clocks = new List<string>();
        string before = "";
        bool hasRisen = false;
        foreach (string line in File.ReadLines(path))
        {
            if (Declaration().Match(line) is { Success: true } declared)
                codes.TryAdd(declared.Groups[2].Value, declared.Groups[1].Value);
            else if (line.StartsWith('#'))
            {
                if (hasRisen)
                    clocks.Add(before);
                hasRisen = false;
                before = values.Count == 0 ? "" : string.Concat(inputs.Concat(outputs).Select(Bits));
            }
            else if (Change().Match(line) is { Success: true } change)
            {
                string value = change.Groups[1].Value + change.Groups[2].Value;
                string code = change.Groups[3].Value;
                hasRisen |= code == codes["aclk"] && value == "1" && values.GetValueOrDefault(code) == "0";
                values[code] = value;
            }
        }

        return new PortTrace(inputs, outputs, clocks);

        string Bits(Port port) => values[codes[port.Name]].PadLeft(port.Bits(configuration), '0');
    }

    [GeneratedRegex(@"\$var\s+\w+\s+\d+\s+(\S+)\s+(\w+)")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"^(?:b([01]+) |([01]))(\S+)$")]
    private static partial Regex Change();
}
