using System.Globalization;

namespace HwGen.Verify.Processes;

/// <summary>How a watched process ended.</summary>
/// <param name="ExitCode">its exit code; 128 and the number of the signal if one ended it</param>
/// <param name="EndedBecause">why it was ended from outside, null if it was not</param>
/// <param name="LastLines">what it printed last</param>
public sealed record ProcessEnd(int ExitCode, string? EndedBecause, IReadOnlyList<string> LastLines)
{
    private const int SignalBase = 128;

    /// <summary>In words, behind "the process": how it ended.</summary>
    public string Cause =>
        EndedBecause is not null ? $"was ended: {EndedBecause}"
        : ExitCode - SignalBase is var signal and > 0 ? $"was ended by {SignalName(signal)}"
        : string.Create(CultureInfo.InvariantCulture, $"ended by itself with code {ExitCode}");

    private static string SignalName(int signal) => signal switch
    {
        4 => "SIGILL, an illegal instruction",
        6 => "SIGABRT, an abort",
        7 => "SIGBUS, a bad address",
        8 => "SIGFPE, a division by zero",
        9 => "SIGKILL; the system does that when memory runs out",
        11 => "SIGSEGV, a bad address",
        15 => "SIGTERM",
        _ => string.Create(CultureInfo.InvariantCulture, $"signal {signal}"),
    };
}
