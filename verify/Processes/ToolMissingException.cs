namespace HwGen.Verify.Processes;

/// <summary>A program that is needed is not installed.</summary>
/// <param name="tool">the program's name</param>
/// <param name="installLine">the command that installs it</param>
public sealed class ToolMissingException(string tool, string installLine)
    : Exception($"{tool} is not installed; install it with: {installLine}")
{
    /// <summary>The program's name.</summary>
    public string Tool { get; } = tool;

    /// <summary>The command that installs it.</summary>
    public string InstallLine { get; } = installLine;
}
