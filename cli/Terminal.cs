namespace HwGen.Cli;

/// <summary>Where the command writes to.</summary>
/// <param name="Out">results</param>
/// <param name="Error">messages</param>
/// <param name="IsInteractive">a person watches: progress bars and colours are welcome</param>
/// <param name="LogFolder">where log files go</param>
public sealed record Terminal(TextWriter Out, TextWriter Error, bool IsInteractive, string LogFolder)
{
    /// <summary>The terminal of this process. Logs go to HWGEN_LOGS, otherwise to the user's state folder.</summary>
    public static Terminal OfThisProcess() => new(
        Console.Out, Console.Error, !Console.IsOutputRedirected && !Console.IsErrorRedirected, DefaultLogFolder());

    private static string DefaultLogFolder()
    {
        if (Environment.GetEnvironmentVariable("HWGEN_LOGS") is { Length: > 0 } chosen)
            return chosen;
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        string state = Environment.GetEnvironmentVariable("XDG_STATE_HOME") is { Length: > 0 } given ? given
            : home.Length > 0 ? Path.Combine(home, ".local", "state") : Path.GetTempPath();
        return Path.Combine(state, "hwgen", "logs");
    }
}
