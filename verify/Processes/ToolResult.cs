namespace HwGen.Verify.Processes;

/// <summary>What a finished process left behind.</summary>
/// <param name="ExitCode">the process's exit code, 0 for success</param>
/// <param name="Output">its standard output</param>
/// <param name="Error">its standard error</param>
public sealed record ToolResult(int ExitCode, string Output, string Error);
