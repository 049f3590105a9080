using HwGen.Cli.Synthesis.Targets;
using HwGen.Core.Errors;
using HwGen.Verify.Processes;

namespace HwGen.Cli.Synthesis;

/// <summary>Places and routes a netlist with nextpnr-ice40, once a seed, and makes the bitstream of the best.</summary>
/// <param name="Target">the part</param>
/// <param name="Folder">holds <c>netlist.json</c>; results go there</param>
/// <param name="FrequencyMhz">what nextpnr aims at</param>
public sealed record PlaceAndRoute(Ice40Target Target, string Folder, double FrequencyMhz)
{
    /// <summary>Runs one seed.</summary>
    /// <exception cref="CheckFailedException">the design cannot be placed or routed</exception>
    public Placement Run(int seed)
    {
        ToolResult result = new ExternalTool("nextpnr-ice40", "scripts/install-tools nextpnr-ice40").Run(Folder,
        [
            $"--{Target.Device}", "--package", Target.Package, "--json", "netlist.json", "--asc", $"seed{seed}.asc", "--report", $"seed{seed}.json",
            "--freq", FrequencyMhz.ToString("0.###", System.Globalization.CultureInfo.InvariantCulture), "--seed", $"{seed}",
            .. Target.Board is { } board ? ["--pcf", $"{board.Name}.pcf"] : new[] { "--pcf-allow-unconstrained" }, "--timing-allow-fail", "--quiet",
        ]);
        if (result.ExitCode == 0)
            return Placement.Parse(File.ReadAllText(Path.Combine(Folder, $"seed{seed}.json")));
        return Placement.OfOverfull(result.Error, Target.Capacity["LUT4"])  // a logic cell has one
            ?? throw new CheckFailedException($"nextpnr-ice40, seed {seed}: {LastLine(result)}");
    }

    /// <summary>Packs the bitstream of a seed; its text stands beside it.</summary>
    /// <returns>its file name in the folder</returns>
    public string Pack(int seed)
    {
        File.Copy(Path.Combine(Folder, $"seed{seed}.asc"), Path.Combine(Folder, "bitstream.asc"), overwrite: true);
        ToolResult result = new ExternalTool("icepack", "scripts/install-tools icepack").Run(Folder, ["bitstream.asc", "bitstream.bin"]);
        return result.ExitCode == 0 ? "bitstream.bin" : throw new CheckFailedException($"icepack: {LastLine(result)}");
    }

    private static string LastLine(ToolResult result) =>
        (result.Error + result.Output).Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault(line => line.Contains("ERROR", StringComparison.Ordinal))
        ?? $"ended with code {result.ExitCode}";
}
