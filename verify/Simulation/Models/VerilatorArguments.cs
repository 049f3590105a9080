namespace HwGen.Verify.Simulation.Models;

/// <summary>A description as Verilator's command line.</summary>
internal static class VerilatorArguments
{
    /// <summary>Everything but the files and folders.</summary>
    /// <remarks>Time is counted in picoseconds whatever the design says. Start values are random per seed.</remarks>
    public static IEnumerable<string> Options(ModelDescription description) =>
    [
        "--cc", "-O3", "--prefix", "Vmodel", "--top-module", description.Top,
        "--x-assign", "unique", "--x-initial", "unique", "--timescale", "1ns/1ps", "--timescale-override", "/1ps",
        .. description.Assertions ? ["--assert"] : Array.Empty<string>(),
        .. description.WarningsAreErrors ? [] : Array.Empty<string>().Append("-Wno-fatal"),
        .. description.Waves switch
        {
            WaveFormat.Vcd => ["--trace"],
            WaveFormat.Fst => ["--trace-fst"],
            _ => Array.Empty<string>(),
        },
        .. description.Coverage.HasFlag(CoverageKinds.Line) ? ["--coverage-line"] : Array.Empty<string>(),
        .. description.Coverage.HasFlag(CoverageKinds.Toggle) ? ["--coverage-toggle"] : Array.Empty<string>(),
        .. description.Coverage.HasFlag(CoverageKinds.User) ? ["--coverage-user"] : Array.Empty<string>(),
        .. description.Parameters.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"-G{p.Key}={p.Value.Literal}"),
        .. description.Defines.OrderBy(d => d.Key, StringComparer.Ordinal)
            .Select(d => d.Value.Length == 0 ? $"-D{d.Key}" : $"-D{d.Key}={d.Value}"),
        .. description.ExtraArguments,
    ];

    /// <summary>The configuration file that makes signals public.</summary>
    public static string Configuration(IEnumerable<PublicSignal> signals) =>
        "`verilator_config\n" + string.Concat(signals.Select(signal =>
            (signal.Forceable ? $"forceable -module \"{signal.Module}\" -var \"{signal.Variable}\"\n" : "")
            + $"public_flat_{(signal.Writable || signal.Forceable ? "rw" : "rd")} -module \"{signal.Module}\" -var \"{signal.Variable}\"\n"));
}
