using Spectre.Console;

namespace HwGen.Cli.Output;

/// <summary>Spectre.Console on a terminal of ours: plain unless a person watches.</summary>
internal static class SpectreConsole
{
    public static IAnsiConsole Of(Terminal terminal)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(terminal.Out),
            Ansi = terminal.IsInteractive ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = terminal.IsInteractive ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = terminal.IsInteractive ? InteractionSupport.Detect : InteractionSupport.No,
        });
        console.Profile.Width = terminal.Width;
        return console;
    }
}
