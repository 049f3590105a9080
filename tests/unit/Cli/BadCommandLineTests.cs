using HwGen.Cli;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Unit.Cli;

public sealed class BadCommandLineTests : IDisposable
{
    private readonly ScratchFolder scratch = new();

    public void Dispose() => scratch.Dispose();

    [Theory]
    [InlineData("genrate", "hwgen: unknown command genrate, did you mean generate?")]
    [InlineData("frobnicate", "hwgen: unknown command frobnicate, must be one of init, generate")]
    [InlineData("--jsn", "hwgen: unknown option --jsn, must be one of --help, --version")]
    [InlineData("--versoin", "hwgen: unknown option --versoin, did you mean --version?")]
    [InlineData("generate", "hwgen generate: --output DIR is missing\nhwgen generate: CONFIG is missing")]
    [InlineData("generate a.yaml", "hwgen generate: --output DIR is missing")]
    [InlineData("generate a.yaml -o", "hwgen generate: --output needs a value, DIR")]
    [InlineData("generate a.yaml -o out --frce", "hwgen generate: unknown option --frce, did you mean --force?")]
    [InlineData("generate a.yaml b.yaml -o out", "hwgen generate: unknown argument b.yaml")]
    [InlineData("generate a.yaml -o x -o y", "hwgen generate: --output is given more than once")]
    [InlineData("generate nowhere.yaml -o out", "nowhere.yaml: no such configuration file")]
    [InlineData("generate int8-4of8-2x8x2_4x5 -o out", "int8-4of8-2x8x2_4x5: no such configuration file or name, did you mean int8-4of8-2x8x2_4x4?")]
    [InlineData("init a.yaml b.yaml", "hwgen init: unknown argument b.yaml")]
    public void A_bad_command_line_is_answered_with_what_is_wrong(string line, string message)
    {
        CommandRun run = CommandRun.Of(scratch.Path, line.Split(' '));

        Assert.Equal(message + "\n", run.Error);
        Assert.Equal(ExitCode.BadInput, run.Code);
        Assert.Empty(run.Out);
    }

    [Fact]
    public void Without_a_command_the_help_is_shown_and_the_exit_code_says_that_nothing_was_done()
    {
        CommandRun run = CommandRun.Of(scratch.Path);

        Assert.Contains("generate <CONFIG>", run.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.BadInput, run.Code);
    }

    [Fact]
    public void For_machines_the_errors_come_as_json()
    {
        CommandRun run = CommandRun.Of(scratch.Path, "generate", "nowhere.yaml", "-o", "out", "--json");

        Assert.StartsWith("{\n  \"exit_code\": 2,\n  \"errors\": [\n    \"nowhere.yaml: no such configuration file\"\n  ],", run.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.BadInput, run.Code);
    }
}
