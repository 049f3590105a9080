using System.Text.Json;
using HwGen.Cli;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Unit.Cli;

public sealed class GenerateTests : IDisposable
{
    private const string Configuration = "int8-4of8-2x8x2_4x4";
    private readonly ScratchFolder scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public void The_files_are_written_and_listed()
    {
        string folder = scratch.At("out");
        CommandRun run = CommandRun.Of(scratch.At("logs"), "generate", Configuration, "-o", folder);

        Assert.Equal((ExitCode.Good, ""), (run.Code, run.Error));
        Assert.Contains("  file ", run.Out.Split('\n')[0], StringComparison.Ordinal);
        Assert.Contains($"  {folder}/rtl/hwgen_int8_4of8_2x8x2_4x4.v", run.Out, StringComparison.Ordinal);
        Assert.EndsWith("top module hwgen_int8_4of8_2x8x2_4x4: 8 x 8 outputs, multipliers: 256\n", run.Out, StringComparison.Ordinal);
        Assert.True(File.Exists($"{folder}/rtl/gemm_accelerator.v"));
    }

    [Fact]
    public void For_machines_there_is_one_json_object()
    {
        CommandRun run = CommandRun.Of(scratch.At("logs"), "generate", Configuration, "-o", scratch.At("out"), "--json");
        JsonElement result = JsonDocument.Parse(run.Out).RootElement;

        Assert.Equal("hwgen_int8_4of8_2x8x2_4x4", result.GetProperty("top").GetString());
        Assert.All(result.GetProperty("files").EnumerateArray(), file => Assert.True(File.Exists(scratch.At($"out/{file.GetString()}"))));
        Assert.True(File.Exists(result.GetProperty("log").GetString()));
    }

    [Fact]
    public void Steps_are_told_when_asked_for()
    {
        CommandRun run = CommandRun.Of(scratch.At("logs"), "generate", Configuration, "-o", scratch.At("out"), "-v");

        Assert.Matches($"^generating {Configuration} \\([0-9a-f]{{8}}\\) into {scratch.At("out")}\n$", run.Error);
    }

    [Fact]
    public void Every_problem_of_a_configuration_is_told_and_nothing_is_written()
    {
        File.WriteAllText(scratch.At("bad.yaml"), """
            name: bad
            array:
              tile: {rows: 1, columns: 17}
              mesh: {rows: 8, columns: 8}
              block: 8
              lanes: 9
            """);
        CommandRun run = CommandRun.Of(scratch.At("logs"), "generate", scratch.At("bad.yaml"), "-o", scratch.At("out"));

        Assert.Equal(
            $"{scratch.At("bad.yaml")}:3:28: array.tile.columns: 17, must be 1 to 16\n"
            + $"{scratch.At("bad.yaml")}:6:10: array.lanes: 9, must be 1 to array.block (8)\n", run.Error);
        Assert.Equal(ExitCode.BadInput, run.Code);
        Assert.False(Directory.Exists(scratch.At("out")));
    }

    [Fact]
    public void Work_of_others_is_kept()
    {
        File.WriteAllText(scratch.At("note"), "");
        CommandRun run = CommandRun.Of(scratch.At("logs"), "generate", Configuration, "-o", scratch.Path);

        Assert.Equal($"{scratch.Path}: is not empty and was not written by hwgen; --force replaces it\n", run.Error);
        Assert.Equal(ExitCode.BadInput, run.Code);
    }
}
