using System.Collections.Immutable;
using System.Globalization;
using HwGen.Core.Configuration;

namespace HwGen.Hdlgen;

/// <summary>The files of the folder <c>constraints</c>, filled in with the clock of a configuration.</summary>
/// <remarks>Marks in the files: <c>@PERIOD@</c>, <c>@HALF@</c> (of the period) and <c>@UNCERTAINTY@</c> (a fiftieth) in nanoseconds,
/// <c>@FREQUENCY@</c> in megahertz, <c>@INPUTS@</c> and <c>@OUTPUTS@</c>: the ports but for the clock.</remarks>
public static class ConstraintFiles
{
    private static readonly ImmutableArray<(string Name, string Description)> Sources =
    [
        ("hwgen.sdc", "timing for ASIC synthesis, OpenSTA and Quartus"),
        ("hwgen.xdc", "timing for Vivado, as the whole design"),
        ("hwgen_ooc.xdc", "clock for Vivado, out of context"),
        ("hwgen.pcf", "clock for iCE40"),
        ("hwgen.lpf", "clock for ECP5"),
    ];

    /// <summary>Prints all of them.</summary>
    public static IEnumerable<GeneratedFile> Of(ArrayConfiguration configuration) =>
        Sources.Select(source => new GeneratedFile($"constraints/{source.Name}", Fill(source.Name, configuration), source.Description));

    private static string Fill(string name, ArrayConfiguration configuration)
    {
        decimal period = configuration.ClockPeriodNs;
        return $"# {Provenance.Line(configuration)}\n" + EmbeddedText.Read($"constraints/{name}")
            .Replace("@PERIOD@", Number(period), StringComparison.Ordinal)
            .Replace("@HALF@", Number(period / 2), StringComparison.Ordinal)
            .Replace("@UNCERTAINTY@", Number(period / 50), StringComparison.Ordinal)
            .Replace("@FREQUENCY@", Number(1000 / period), StringComparison.Ordinal)
            .Replace("@INPUTS@", Ports(isInput: true), StringComparison.Ordinal)
            .Replace("@OUTPUTS@", Ports(isInput: false), StringComparison.Ordinal);
    }

    private static string Number(decimal value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    // A star after a vector: Quartus and Vivado know its bits, "x[0]", not the vector.
    private static string Ports(bool isInput) => string.Join(' ', TopPorts.All
        .Where(port => port.IsInput == isInput && port.Name != "aclk")
        .Select(port => port.Width == "1" ? port.Name : port.Name + "*"));
}
