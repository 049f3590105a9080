using HwGen.Cli;
using HwGen.Core.Configuration;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Unit.Cli;

public sealed class InitTests : IDisposable
{
    private readonly ScratchFolder scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public void The_configuration_can_be_generated_from_as_it_is()
    {
        string file = scratch.At("new/mine.yaml");
        CommandRun run = CommandRun.Of(scratch.Path, "init", file);

        Assert.Equal($"{file}: a configuration to edit; next: hwgen generate {file} -o DIR\n", run.Out);
        Assert.Equal("mine", ConfigurationFile.Read(file).Name);
        Assert.Equal(ExitCode.Good, CommandRun.Of(scratch.Path, "generate", file, "-o", scratch.At("out")).Code);
    }

    [Fact]
    public void A_file_is_replaced_by_force_only()
    {
        string file = scratch.At("mine.yaml");
        File.WriteAllText(file, "precious");

        CommandRun refused = CommandRun.Of(scratch.Path, "init", file);
        Assert.Equal($"{file}: is there already; --force replaces it\n", refused.Error);
        Assert.Equal(ExitCode.BadInput, refused.Code);
        Assert.Equal("precious", File.ReadAllText(file));

        Assert.Equal(ExitCode.Good, CommandRun.Of(scratch.Path, "init", file, "--force").Code);
        Assert.Equal("mine", ConfigurationFile.Read(file).Name);
    }

    [Fact]
    public void A_name_that_no_configuration_may_have_is_refused()
    {
        CommandRun run = CommandRun.Of(scratch.Path, "init", scratch.At("two words.yaml"));

        Assert.StartsWith($"{scratch.At("two words.yaml")}: name: 'two words', must be letters, digits, ", run.Error, StringComparison.Ordinal);
        Assert.EndsWith("; the file's name becomes the configuration's\n", run.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.BadInput, run.Code);
    }
}
