using HwGen.Cli;
using HwGen.Cli.Synthesis;
using HwGen.Cli.Synthesis.Targets;
using HwGen.Core.Configuration;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Unit.Cli;

/// <summary>What <c>hwgen synth</c> refuses before any tool runs, by what an array takes at the least.</summary>
public sealed class SynthFitTests : IDisposable
{
    private readonly ScratchFolder scratch = new();

    public void Dispose() => scratch.Dispose();

    // 64 outputs of 32 bits, 4 lanes each: 256 products of 8 x 7 bits to add, 64 accumulators, and 56 outputs' shadow registers behind multiplexers.
    [Theory]
    [InlineData(0L, 1, (256 * 56) + (64 * 32) + (56 * 32))]
    [InlineData(0L, 2, (256 * 28) + (64 * 32) + (56 * 32))]
    [InlineData(60L, 1, (196 * 56) + (4 * 32) + (56 * 32))]
    [InlineData(300L, 1, 56 * 32)]
    public void The_least_logic_is_that_of_multipliers_accumulators_and_drain(long multipliers, int productBits, long tables)
    {
        ArrayConfiguration configuration = ConfigurationFile.Read("int8-4of8-1x8x1_8x8");

        Assert.Equal(tables, LeastResources.Logic(configuration, multipliers, productBits));
        Assert.Equal(64 * 32, LeastResources.Registers(configuration));
        Assert.Equal([1638 * 320, 2 * 256 * 8 * 8 * 8, 256 * 8 * 54, 4 * 1024 * 8], LeastResources.MemoryBits(configuration).Select(memory => memory.Bits));
    }

    [Theory]
    [InlineData("int8-4of8-1x8x1_8x8", "ice40-up5k")]
    [InlineData("int8-4of8-2x8x2_8x8", "xilinx7=xc7a35t")]
    public void What_cannot_fit_is_refused_before_any_tool_runs(string configuration, string target)
    {
        CommandRun run = CommandRun.Of(scratch.At("logs"), "synth", configuration, "-t", target, "-o", scratch.At("out"));

        Assert.Equal(ExitCode.CheckFailed, run.Code);
        Assert.StartsWith($"{configuration} does not fit {target}, whatever is made of it:\n  at least ", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(scratch.At("out")));
    }

    [Fact]
    public void A_misfit_says_what_is_needed_what_is_there_and_what_to_change() => Assert.Equal(
        [
            "929,664 bits of memory, the part has 128,160 (30 EBR, the rest in logic and registers); lower memory.weight_kib (524,160 bits), memory.activation_kib (262,144 bits)",
            "17,472 LUT4 for 256 multipliers and 64 accumulators, the part has 5,280 beside 8 DSP; lower array.mesh, array.tile or array.lanes",
        ],
        LeastResources.Misfits(ConfigurationFile.Read("int8-4of8-1x8x1_8x8"), Ice40Target.Up5k));

    [Fact]
    public void What_may_fit_is_not_refused()
    {
        Assert.Empty(LeastResources.Misfits(ConfigurationFile.Read("icebreaker"), SynthesisTarget.Parse("icebreaker")));
        Assert.Empty(LeastResources.Misfits(ConfigurationFile.Read("int8-dense-1x1x1_1x1"), Ice40Target.Up5k));
        foreach (string configuration in RepositoryFolder.Configurations())
            Assert.Empty(LeastResources.Misfits(ConfigurationFile.Read(configuration), SynthesisTarget.Parse("ecp5")));
    }
}
