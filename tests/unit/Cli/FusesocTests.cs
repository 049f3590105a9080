using System.Diagnostics;
using HwGen.Cli;
using HwGen.Core.Errors;
using HwGen.Hdlgen.Packaging;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Unit.Cli;

public sealed class FusesocTests : IDisposable
{
    private readonly ScratchFolder scratch = new();

    public void Dispose() => scratch.Dispose();

    // As FuseSoC does it: the script that hwgen.core names, in a folder of its own, with one argument.
    [Fact]
    public void A_request_is_answered_in_the_current_folder()
    {
        Directory.CreateDirectory(scratch.At("asking"));
        File.Copy(RepositoryFolder.At("configs/int8-2of4-1x4x1_4x4.yaml"), scratch.At("asking/array.yaml"));
        Directory.CreateDirectory(scratch.At("cache"));
        File.WriteAllText(scratch.At("cache/request.yml"), $"""
            gapi: '1.0'
            vlnv: my:soc:soc-array:1.0
            files_root: {scratch.At("asking")}
            parameters: {"{"}configuration: array.yaml{"}"}
            """);
        var start = new ProcessStartInfo(RepositoryFolder.At("scripts/fusesoc-generator"), ["request.yml"]) { WorkingDirectory = scratch.At("cache") };
        start.Environment["HWGEN_LOGS"] = scratch.At("logs");
        start.RedirectStandardOutput = true;
        using Process process = Process.Start(start)!;
        string said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        Assert.Equal(0, process.ExitCode);
        Assert.Equal("my_soc_soc-array_1.0.core: my:soc:soc-array:1.0 with top module hwgen_int8_2of4_1x4x1_4x4\n", said);
        string core = File.ReadAllText(scratch.At("cache/my_soc_soc-array_1.0.core"));
        Assert.StartsWith("CAPI=2:\n", core, StringComparison.Ordinal);
        Assert.Contains("\nname: \"my:soc:soc-array:1.0\"\n", core, StringComparison.Ordinal);
        string[] files = [.. core.Split('\n').Where(line => line.StartsWith("      - ", StringComparison.Ordinal) && line.Contains('/', StringComparison.Ordinal)).Select(line => line[8..].Split(':')[0])];
        Assert.True(files.Length > 24);
        Assert.All(files, file => Assert.True(File.Exists(scratch.At($"cache/{file}")), file));
    }

    [Fact]
    public void Everything_that_is_wrong_with_a_request_is_told_at_once()
    {
        var refused = Assert.Throws<InputException>(() => FuseSocRequest.Read("gapi: '2.0'\nparameters: {config: x}\n", "request.yml"));

        Assert.Equal(
            "request.yml: gapi: 2.0, must be '1.0'\n"
            + "request.yml: vlnv: missing, must be vendor:library:name:version\n"
            + "request.yml: files_root: missing, must be a folder\n"
            + "request.yml: parameters.configuration: missing, must be the path of a configuration or the name of one in configs/\n"
            + "request.yml: parameters.config: unknown key, must be configuration", refused.Message);
    }

    [Theory]
    [InlineData("a: [", "request.yml:2:1: is not YAML: ")]
    [InlineData("", "request.yml: gapi: missing")]
    public void What_is_no_request_is_refused(string text, string start) =>
        Assert.StartsWith(start, Assert.Throws<InputException>(() => FuseSocRequest.Read(text, "request.yml")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_file_that_is_not_there_is_bad_input()
    {
        CommandRun run = CommandRun.Of(scratch.At("logs"), "fusesoc", scratch.At("none.yml"));

        Assert.Equal((ExitCode.BadInput, $"{scratch.At("none.yml")}: no such file\n"), (run.Code, run.Error));
    }
}
