using System.Globalization;
using HwGen.Core.Configuration;
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
