using System.CommandLine;
using System.CommandLine.Help;
using HwGen.Cli.Commands;

namespace HwGen.Cli;

/// <summary>The program <c>hwgen</c>: finds the command and runs it.</summary>
public static class CommandLine
{
    /// <summary>Runs a command line.</summary>
    /// <returns>exit code</returns>
    public static int Run(string[] arguments, Terminal terminal)
    {
        RootCommand root = Root(terminal);
        var streams = new InvocationConfiguration { Output = terminal.Out, Error = terminal.Error, EnableDefaultExceptionHandler = false };
        if (arguments.Length == 0)
        {
            root.Parse(["--help"]).Invoke(streams);
            return ExitCode.BadInput;
        }

        ParseResult parsed = root.Parse(arguments);
        bool isHelp = parsed.Action is HelpAction;
        IReadOnlyList<string> complaints = isHelp ? [] : CommandLineErrors.Of(parsed);
        foreach (string complaint in complaints)
            terminal.Error.WriteLine(complaint);
        return complaints.Count > 0 ? ExitCode.BadInput : parsed.Invoke(streams);
    }

    private static RootCommand Root(Terminal terminal)
    {
        var root = new RootCommand("Turns a trained network and a configuration into structured-sparse GEMM hardware in Verilog.")
        {
            new InitCommand(terminal),
            new GenerateCommand(terminal),
            new PruneCommand(terminal),
            new VerifyCommand(terminal),
            new RunCommand(terminal),
            new DeployCommand(terminal),
            new InspectCommand(terminal),
            new ExportCommand(terminal),
            new SynthCommand(terminal),
            new BoardCommand(terminal),
            new MergeCommand(terminal),
            new FusesocCommand(terminal),
            new TrialCommand(terminal),
        };
        return root;
    }
}
