using System.CommandLine;

namespace HwGen.Cli.Commands;

/// <summary>A command of the program: its options, and what it does.</summary>
public abstract class HwgenCommand : Command
{
    private readonly Option<bool> json = new("--json") { Description = "write the result as one JSON object" };
    private readonly Option<bool> verbose = new("--verbose", "-v") { Description = "tell each step" };

    /// <summary>Makes a command with the options that all have.</summary>
    protected HwgenCommand(Terminal terminal, string name, string description)
        : base(name, description)
    {
        Add(json);
        Add(verbose);
        SetAction(arguments =>
        {
            using var session = new Session(terminal, name, arguments.GetValue(verbose), arguments.GetValue(json));
            try
            {
                return Run(arguments, session);
            }
            catch (Exception exception)
            {
                return Failures.Tell(session, exception);
            }
        });
    }

    /// <summary>Does the work.</summary>
    /// <returns>exit code</returns>
    protected abstract int Run(ParseResult arguments, Session session);

    /// <summary>The option <c>-o</c> that every writing command has.</summary>
    protected static Option<string> OutputFolder(string description) =>
        new("--output", "-o") { Description = description, HelpName = "DIR", Required = true };

    /// <summary>The option <c>--force</c> that every writing command has.</summary>
    protected static Option<bool> Force() =>
        new("--force") { Description = "replace what hwgen did not write, too" };
}
