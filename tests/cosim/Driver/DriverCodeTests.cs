using HwGen.Core.Configuration;
using HwGen.Core.Driver;
using HwGen.Tests.Cosim.Gemm;
using HwGen.Tests.Shared;
using HwGen.Verify.Processes;

namespace HwGen.Tests.Cosim.Driver;

/// <summary>The C code of the driver by itself: compilers, checkers, damaged plans.</summary>
public sealed class DriverCodeTests : IDisposable
{
    private static readonly string Fuzz = RepositoryFolder.At("tests/cosim/Driver/fuzz_plan.c");

    private readonly ScratchFolder scratch = new();

    public void Dispose() => scratch.Dispose();

    public static TheoryData<string> Configurations() => [.. RepositoryFolder.Configurations()];

    /// <summary>As firmware: no C library behind it but string.h, and nothing converted by accident.</summary>
    [NeedsToolTheory("gcc")]
    [MemberData(nameof(Configurations))]
    public void It_compiles_without_a_warning_for_every_configuration(string configuration) => CCompiler.Run(
        Accelerators.Configuration(configuration), scratch.Path, ["-fsyntax-only", "-ffreestanding", "-Wcast-qual", "-Wstrict-prototypes", "-Wmissing-prototypes", .. CCompiler.Sources]);

    [NeedsToolFact("gcc", "nm")]
    public void It_needs_nothing_of_the_c_library_but_copying_and_filling()
    {
        CCompiler.Run(Accelerators.Configuration("int8-2of4-1x4x1_4x4"), scratch.Path, ["-Os", "-ffreestanding", "-r", "-nostdlib", .. CCompiler.Sources, "-o", "driver.o"]);
        string undefined = Run("nm", "--undefined-only", "--format=just-symbols", "driver.o").Output;
        Assert.All(undefined.Split('\n', StringSplitOptions.RemoveEmptyEntries), symbol => Assert.Contains(symbol, new[] { "memcpy", "memset", "memmove" }));
    }

    [NeedsToolFact("gcc", "cppcheck")]
    public void Cppcheck_finds_nothing()
    {
        CCompiler.Run(Accelerators.Configuration("int8-2of4-1x4x1_4x4"), scratch.Path, ["-fsyntax-only", .. CCompiler.Sources]);
        string driver = RepositoryFolder.At(CCompiler.Driver);
        ToolResult result = Run("cppcheck",
            "--std=c99", "--enable=warning,performance,portability", "--error-exitcode=1", "--quiet",
            "-I", driver, "-I", $"{driver}/ports/axi_dma", "-I", $"{driver}/ports/linux_uio", "-I", scratch.Path, driver);
        Assert.Equal((0, "", ""), (result.ExitCode, result.Output, result.Error));
    }

    [NeedsToolTheory("gcc")]
    [InlineData("int8-2of4-1x4x1_4x4", 1)]
    [InlineData("int16-2of4-1x4x1_4x4", 2)]
    public void No_damaged_plan_makes_it_read_or_write_out_of_bounds(string name, int batch)
    {
        CompileFuzz(Accelerators.Configuration(name), batch, "-O1", "-g", "-fsanitize=address,undefined", "-fno-sanitize-recover=all");
        ToolResult result = Run("./fuzz_plan", "network.plan", "6000", "1");
        Assert.True(result.ExitCode == 0, $"{result.ExitCode}: {result.Error}");
        int[] counts = [.. result.Output.Split([' ', ',', '\n'], StringSplitOptions.RemoveEmptyEntries).Where(word => char.IsDigit(word[0])).Select(int.Parse)];
        Assert.True(counts[0] > 1500 && counts[1] > 500, result.Output);  // else the damage is too coarse or not seen
    }

    [NeedsToolFact("gcc", "valgrind")]
    public void Valgrind_finds_nothing()
    {
        CompileFuzz(Accelerators.Configuration("int8-2of4-1x4x1_4x4"), 1, "-O1", "-g");
        ToolResult result = Run("valgrind", "--quiet", "--error-exitcode=9", "--leak-check=full", "./fuzz_plan", "network.plan", "20", "2");
        Assert.True(result.ExitCode == 0 && result.Error.Length == 0, result.Error);
    }

    private void CompileFuzz(ArrayConfiguration configuration, int batch, params string[] options)
    {
        File.WriteAllBytes(scratch.At("network.plan"), SampleNetworks.Images(configuration, seed: 2).Plan(new DriverOptions(batch, 1)).Bytes);
        CCompiler.Run(configuration, scratch.Path, [.. options, .. CCompiler.Sources, Fuzz, "-o", "fuzz_plan"]);
    }

    private ToolResult Run(string program, params string[] arguments) =>
        new ExternalTool(program.StartsWith("./", StringComparison.Ordinal) ? scratch.At(program) : program, $"scripts/install-tools {program}").Run(scratch.Path, arguments);
}
