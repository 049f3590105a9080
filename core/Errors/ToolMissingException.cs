namespace HwGen.Core.Errors;

/// <summary>A program that the work needs is not installed. Exit code 3.</summary>
/// <param name="tool">name of the program, such as <c>verilator</c></param>
/// <param name="installLine">command that installs it, such as <c>apt-get install verilator</c></param>
public sealed class ToolMissingException(string tool, string installLine)
    : Exception($"{tool} is not installed; install it with: {installLine}")
{
    /// <summary>Name of the program.</summary>
    public string Tool { get; } = tool;

    /// <summary>Command that installs it.</summary>
    public string InstallLine { get; } = installLine;
}
