using System.Globalization;
using HwGen.Core.Configuration;
using HwGen.Core.Jobs;
using HwGen.Tests.Shared;
using HwGen.Verify.Gemm;
using HwGen.Verify.Simulation;

namespace HwGen.Tests.Cosim.Gemm;

/// <summary>The array computes in nearly every clock: clocks are counted, so this is a test and not a measurement.</summary>
public sealed class EfficiencyTests
{
    private const double LeastOfArray = 0.995, LeastOfTotal = 0.97, LeastOfSpeedUp = 0.98;

    public static TheoryData<string, int> Cases() => new()
    {
        { "int8-1of8-1x8x1_8x8", 256 },
        { "int8-1of8-1x8x1_8x8", 264 },
        { "int8-4of8-1x8x1_8x8", 256 },
        { "int8-4of8-1x8x1_8x8", 264 },
    };

    [NeedsToolTheory("verilator")]
    [MemberData(nameof(Cases))]
    public void Sixty_four_tiles_compute_without_a_pause_at_every_density(string name, int k)
    {
        var configuration = Accelerators.Configuration(name);
        var shape = new GemmShape(8 * configuration.MTile, 8 * configuration.NTile, k);
        var outcomes = Run(configuration, shape);
        var dense = outcomes[^1];
        Assert.All(outcomes, (outcome, index) =>
        {
            var kept = index + 1;
            Assert.Equal(64L * (k / configuration.Block) * configuration.Steps(kept), outcome.IdealCycles);
            Assert.Equal(outcome.IdealCycles, outcome.Cycles.Steps);
            var ofArray = (double)outcome.IdealCycles / outcome.Cycles.Array;
            Assert.True(ofArray >= LeastOfArray, Message(configuration, outcome, "ideal / array", ofArray, LeastOfArray));
            var ideal = (double)configuration.Steps(configuration.Block) / configuration.Steps(kept);
            var speedUp = (double)dense.Cycles.Array / outcome.Cycles.Array;
            Assert.True(speedUp >= LeastOfSpeedUp * ideal, Message(configuration, outcome, "speed-up over kept = 8", speedUp, LeastOfSpeedUp * ideal));
        });
    }

    [NeedsToolTheory("verilator")]
    [MemberData(nameof(Cases))]
    public void A_hundred_tiles_lose_little_to_loading_and_draining(string name, int k)
    {
        var configuration = Accelerators.Configuration(name);
        var shape = new GemmShape(13 * configuration.MTile, 8 * configuration.NTile, k);
        Assert.All(Run(configuration, shape), outcome =>
        {
            var ofTotal = (double)outcome.IdealCycles / outcome.Cycles.Total;
            Assert.True(ofTotal >= LeastOfTotal, Message(configuration, outcome, "ideal / total", ofTotal, LeastOfTotal));
        });
    }

    // Steps of a tile are its blocks: with one weight kept a block takes one.
    [NeedsToolTheory("verilator")]
    [InlineData("int8-dense-1x1x1_1x1")]
    [InlineData("int8-1of8-1x8x1_8x8")]
    [InlineData("int8-1of3-2x3x1_2x4")]
    [InlineData("int8-4of8-4x8x4_2x2-cells")]
    public void Tiles_follow_each_other_without_a_gap_from_so_many_steps_on(string name)
    {
        var configuration = Accelerators.Configuration(name);
        var steps = CycleModel.GapFreeSteps(configuration);
        var stimulus = new GemmStimulus(configuration, SimRandom.For(1, "gaps"));
        var problems = new[] { steps, steps - 1 }
            .Select(blocks => stimulus.Next(new GemmShape(6 * configuration.MTile, 6 * configuration.NTile, blocks * configuration.Block), kept: 1)).ToList();

        var waits = new GemmRunner(Accelerators.Build(configuration), configuration).Run(problems, new GemmRunSettings())
            .Select(outcome => outcome.Cycles.WaitOutput).ToList();

        Assert.Equal(0, waits[0]);
        Assert.InRange(waits[1], 12, 36 * 2);  // half a clock a tile at least
    }

    // Every kept from 1 to the block, one job after the other, its image loaded within its time.
    private static IReadOnlyList<GemmOutcome> Run(ArrayConfiguration configuration, GemmShape shape)
    {
        var stimulus = new GemmStimulus(configuration, SimRandom.For(1, "efficiency"));
        var problems = Enumerable.Range(1, configuration.Block).Select(kept => stimulus.Next(shape, kept)).ToList();
        var outcomes = new GemmRunner(Accelerators.Build(configuration), configuration).Run(problems, new GemmRunSettings());
        Assert.All(outcomes, outcome => Assert.True(outcome.First is null, $"{configuration.Name} seed 1: {outcome.First} ({outcome.Problem})"));
        return outcomes;
    }

    private static string Message(ArrayConfiguration configuration, GemmOutcome outcome, string what, double found, double least) =>
        string.Create(CultureInfo.InvariantCulture, $"{configuration.Name} seed 1: {what} is {found:F4}, must be {least:F4}; ideal {outcome.IdealCycles}, {outcome.Cycles} ({outcome.Problem})");
}
