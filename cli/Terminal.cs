namespace HwGen.Cli;

/// <summary>Where the command writes to.</summary>
/// <param name="Out">results</param>
/// <param name="Error">messages</param>
/// <param name="IsInteractive">a person watches: progress bars and colours are welcome</param>
/// <param name="LogFolder">where log files go</param>
/// <param name="Width">characters in a line of results</param>
public sealed record Terminal(TextWriter Out, TextWriter Error, bool IsInteractive, string LogFolder, int Width = Terminal.Unlimited)
{
    /// <summary>Width of a file or pipe.</summary>
    public const int Unlimited = 1000;

    // What a terminal has that does not tell its width.
    private const int UsualWidth = 80;

    /// <summary>The terminal of this process. Logs go to HWGEN_LOGS, otherwise to the user's state folder.</summary>
    public static Terminal OfThisProcess() => new(
        Console.Out, Console.Error, !Console.IsOutputRedirected && !Console.IsErrorRedirected, DefaultLogFolder(), WidthOfThisProcess());

    private static int WidthOfThisProcess() =>
        Console.IsOutputRedirected ? Unlimited : Console.WindowWidth is > 0 and int width ? width : UsualWidth;

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
