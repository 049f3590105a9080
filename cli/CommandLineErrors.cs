using System.CommandLine;
using System.CommandLine.Parsing;
using HwGen.Core.Configuration;

namespace HwGen.Cli;

/// <summary>Says what is wrong with a command line, all problems at once.</summary>
internal static class CommandLineErrors
{
    /// <summary>One line a problem; none if the command can run.</summary>
    public static IReadOnlyList<string> Of(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        string name = command is RootCommand ? "hwgen" : $"hwgen {command.Name}";
        string[] unknown = [.. parsed.UnmatchedTokens.Select(token => Unknown(command, token))];
        if (command is RootCommand && unknown.Length > 0)
            return [$"{name}: {unknown[0]}"];
        IEnumerable<string> others = parsed.Errors
            .Where(error => !parsed.UnmatchedTokens.Any(token => error.Message.Contains($"'{token}'", StringComparison.Ordinal)))
            .Select(Message);
        return [.. unknown.Concat(others).Distinct().Select(problem => $"{name}: {problem}")];
    }

    private static string Unknown(Command command, string token)
    {
        bool isOption = token.StartsWith('-');
        string[] names = isOption
            ? [.. command.Options.SelectMany(option => option.Aliases.Prepend(option.Name)).Where(name => name.StartsWith("--", StringComparison.Ordinal))]
            : [.. command.Subcommands.Where(sub => !sub.Hidden).Select(sub => sub.Name)];
        string kind = isOption ? "option" : names.Length > 0 ? "command" : "argument";
        return Nearest.Of(token, names) is { } meant ? $"unknown {kind} {token}, did you mean {meant}?"
            : names.Length == 0 ? $"unknown {kind} {token}"
            : $"unknown {kind} {token}, must be one of {string.Join(", ", names)}";
    }

    private static string Message(ParseError error) => error.SymbolResult switch
    {
        ArgumentResult { Tokens.Count: 0, Parent: CommandResult } argument => $"{argument.Argument.Name} is missing",
        OptionResult { Tokens.Count: 0, IdentifierToken: null } option => $"{option.Option.Name} {option.Option.HelpName} is missing",
        OptionResult { IdentifierTokenCount: > 1 } option => $"{option.Option.Name} is given more than once",
        OptionResult { Tokens.Count: 0 } option => $"{option.Option.Name} needs a value, {option.Option.HelpName}",
        _ => error.Message,
    };
}
