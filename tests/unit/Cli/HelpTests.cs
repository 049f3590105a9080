using System.Text.RegularExpressions;
using HwGen.Cli;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Unit.Cli;

public sealed class HelpTests : IDisposable
{
    private readonly ScratchFolder scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public void Every_command_argument_and_option_is_described()
    {
        string[] commands = [.. Described(Help("--help"), "Commands").Select(command => command.Split(' ')[0])];

        Assert.Contains("generate", commands);
        foreach (string command in commands)
        {
            string text = Help(command, "--help");
            Assert.NotEmpty(Described(text, "Arguments"));
            Assert.Contains("--json", Described(text, "Options"));
        }
    }

    [Fact]
    public void Without_arguments_the_help_is_shown_and_it_is_no_success()
    {
        CommandRun run = CommandRun.Of(scratch.Path);

        Assert.Equal((ExitCode.BadInput, Help("--help"), ""), (run.Code, run.Out, run.Error));
    }

    private string Help(params string[] arguments)
    {
        CommandRun run = CommandRun.Of(scratch.Path, arguments);
        Assert.Equal((ExitCode.Good, ""), (run.Code, run.Error));
        return run.Out;
    }

    // Names of a section, each of which has a description behind it.
    private static string[] Described(string help, string section)
    {
        Match[] lines = [.. Regex.Match(help, $@"^{section}:\n((?:  .+\n)+)", RegexOptions.Multiline).Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => Regex.Match(line, @"^  (\S.*?)(?:  +(\S.+))?$"))];
        Assert.All(lines, line => Assert.True(line.Groups[2].Success, line.Value));
        return [.. lines.Select(line => line.Groups[1].Value)];
    }
}
