using System.Diagnostics;
using System.Globalization;
using HwGen.Core.Errors;

namespace HwGen.Verify.Processes;

/// <summary>A program that is watched while it runs and ended when it must not go on.</summary>
/// <remarks>The program keeps its standard input open for as long as its parent lives; one that reads it learns of the parent's end.</remarks>
/// <param name="Program">the program</param>
/// <param name="Arguments">its arguments</param>
/// <param name="Environment">variables beside those of this process</param>
public sealed record WatchedProcess(string Program, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment)
{
    private const int KeptLines = 40;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <summary>The most memory it may use, in bytes.</summary>
    public long MemoryLimit { get; init; } = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4 * 3;

    /// <summary>Runs the program to its end.</summary>
    /// <param name="whyEnd">looked at twenty times a second: why the program must be ended, null while it may go on</param>
    /// <exception cref="ToolMissingException">it is not installed</exception>
    public ProcessEnd Run(Func<string?> whyEnd)
    {
        var start = new ProcessStartInfo(Program, Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in Environment)
            start.Environment[name] = value;
        using var process = Process.Start(start) ?? throw new ToolMissingException(Program, Program);
        var lines = new LineKeeper(KeptLines);
        process.OutputDataReceived += (_, line) => lines.Add(line.Data);
        process.ErrorDataReceived += (_, line) => lines.Add(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        string? ended = null;
        while (!process.WaitForExit(Look))
        {
            if ((ended ?? whyEnd() ?? TooMuchMemory(process)) is not { } reason || ended is not null)
                continue;
            ended = reason;
            process.Kill(entireProcessTree: true);
        }

        process.WaitForExit();  // for the last lines
        return new ProcessEnd(process.ExitCode, ended, lines.Lines);
    }

    private string? TooMuchMemory(Process process)
    {
        process.Refresh();
        return process.HasExited || process.WorkingSet64 <= MemoryLimit
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"it used more than {MemoryLimit >> 20} MiB of memory");
    }
}
