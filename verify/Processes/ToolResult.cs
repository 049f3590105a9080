namespace HwGen.Verify.Processes;

/// <summary>What a finished process left behind.</summary>
/// <param name="ExitCode">the process's exit code, 0 for success</param>
/// <param name="Output">its standard output</param>
/// <param name="Error">its standard error</param>
public sealed record ToolResult(int ExitCode, string Output, string Error)
{
    /// <summary>The exit code of a program that was ended at its <see cref="ExternalTool.Limit"/>.</summary>
    public const int TimeLimitCode = 124;

    /// <summary>Whether it was ended at its <see cref="ExternalTool.Limit"/>, if need be by force.</summary>
    public bool TimedOut => ExitCode is TimeLimitCode or 137;
}
