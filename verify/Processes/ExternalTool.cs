using System.ComponentModel;
using System.Globalization;
using HwGen.Core.Errors;
using HwGen.Core.Processes;
using Medallion.Shell;

namespace HwGen.Verify.Processes;

/// <summary>A program of the system that is run to its end, its output collected.</summary>
/// <param name="name">the program, found on the path</param>
/// <param name="installLine">the command that installs it, shown when it is missing</param>
/// <remarks>The only place that knows the process library.</remarks>
public sealed class ExternalTool(string name, string installLine)
{
    /// <summary>The program's name.</summary>
    public string Name { get; } = name;

    /// <summary>The longest it may run, in whole seconds; then it is ended with all that it started, and its exit code is
    /// <see cref="ToolResult.TimeLimitCode"/>. Null for as long as it likes.</summary>
    public TimeSpan? Limit { get; init; }

    /// <summary>The folders of the path that hold a program of this name.</summary>
    public static IEnumerable<string> Folders(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator).Where(folder => File.Exists(Path.Combine(folder, program)));

    /// <summary>Runs the program and waits for its end.</summary>
    /// <param name="workingDirectory">the folder it runs in</param>
    /// <param name="arguments">its arguments, passed without a shell</param>
    /// <exception cref="ToolMissingException">it is not installed</exception>
    public ToolResult Run(string workingDirectory, IEnumerable<string> arguments)
    {
        const int notStarted = 127;  // what timeout ends with
        try
        {
            var (program, whole) = Limit is { } limit
                ? ("timeout", arguments.Prepend(Name).Prepend(Math.Ceiling(limit.TotalSeconds).ToString(CultureInfo.InvariantCulture)).Prepend("--kill-after=1"))
                : (Name, arguments);
            using var command = Command.Run(program, whole, options => options.WorkingDirectory(workingDirectory).DisposeOnExit(false));
            using var running = Interruption.Undoing(() => command.Process.Kill(entireProcessTree: true));
            command.StandardInput.Dispose();
            var result = command.Result;
            if (Limit is not null && result.ExitCode == notStarted)
                throw new ToolMissingException(Name, installLine);
            return new ToolResult(result.ExitCode, result.StandardOutput, result.StandardError);
        }
        catch (Exception e) when (IsNotFound(e))
        {
            throw new ToolMissingException(Name, installLine);
        }
    }

    private static bool IsNotFound(Exception? e)
    {
        const int noSuchFile = 2;
        for (; e is not null; e = e.InnerException)
            if (e is Win32Exception { NativeErrorCode: noSuchFile })
                return true;
        return false;
    }
}
