using System.ComponentModel;
using HwGen.Core.Errors;
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

    /// <summary>The folders of the path that hold a program of this name.</summary>
    public static IEnumerable<string> Folders(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator).Where(folder => File.Exists(Path.Combine(folder, program)));

    /// <summary>Runs the program and waits for its end.</summary>
    /// <param name="workingDirectory">the folder it runs in</param>
    /// <param name="arguments">its arguments, passed without a shell</param>
    /// <exception cref="ToolMissingException">it is not installed</exception>
    public ToolResult Run(string workingDirectory, IEnumerable<string> arguments)
    {
        try
        {
            using var command = Command.Run(Name, arguments, options => options.WorkingDirectory(workingDirectory));
            command.StandardInput.Dispose();
            var result = command.Result;
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
