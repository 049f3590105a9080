using HwGen.Core.Configuration;
using HwGen.Tests.Shared;
using HwGen.Verify.Gemm;
using HwGen.Verify.Simulation;
using HwGen.Verify.Streams;

namespace HwGen.Tests.Cosim.Gemm;

/// <summary>Where parts of the array get in each other's way: the shortest tiles back to back, memories as small as they get, meshes as tall.</summary>
public sealed class StressTests
{
    // Two activation words in a bank, four weight words, two tiles, four list entries.
    private static readonly ArrayConfiguration Smallest = ConfigurationRules.Require(TestArray.Of("smallest-memories", (1, 1), (4, 4), block: 32, lanes: 32, kept: 32) with
    {
        Scheme = SchemeKind.Block,
        ActivationBits = 16,
        WeightBits = 16,
        WeightKib = 1,
        ActivationKib = 1,
        Tiles = 2,
        ListEntries = 4,
    });

    private static readonly ArrayConfiguration Tallest = ConfigurationRules.Require(TestArray.Of("tallest-mesh", (1, 1), (64, 1), block: 2, lanes: 1, kept: 1) with
    {
        WeightKib = 1,
        ActivationKib = 1,
        Tiles = 3,
        ListEntries = 20,
    });

    public static TheoryData<string> Arrays() => [.. SmallArrays.All.Select(configuration => configuration.Name)];

    [NeedsToolFact("verilator")]
    public void The_smallest_memories_hold_two_words_of_activations_and_four_of_weights()
    {
        Assert.Equal(4, Smallest.WeightDepth);
        Assert.Equal(2, Smallest.ActivationDepth);
        Assert.Equal(1, Smallest.ListDepth);
        Assert.Empty(Failures(Smallest, groups: 18));
    }

    [NeedsToolFact("verilator")]
    public void A_mesh_of_64_rows_is_right() => Assert.Empty(Failures(Tallest, groups: 9));

    [NeedsToolTheory("verilator")]
    [MemberData(nameof(Arrays))]
    public void Hundreds_of_images_wrap_every_ring(string name) => Assert.Empty(Failures(SmallArrays.Named(name), groups: 60, firstSeed: 1000));

    // Tiles of one to a few steps, closer than the skew of the mesh, under every kind of traffic.
    [NeedsToolTheory("verilator")]
    [MemberData(nameof(Arrays))]
    public void Short_tiles_back_to_back_are_right(string name)
    {
        var c = SmallArrays.Named(name);
        for (var seed = 1UL; seed <= 8; seed++)
        {
            var random = SimRandom.For(seed, "shapes");
            var stimulus = new GemmStimulus(c, random);
            GemmShape[] shapes =
            [
                new(20 * c.MTile, 5 * c.NTile, 1),
                new(1, 5 * c.NTile, c.Block),
                new((12 * c.MTile) + 1, 1, 2 * c.Block),
                new(1, 1, c.Block * c.ActivationDepth),
                new(5 * c.MTile, 4 * c.NTile, 3 * c.Block),
            ];
            var problems = shapes.Select(shape => stimulus.Next(stimulus.Fit(shape))).ToList();
            foreach (var traffic in new[] { Traffic.FullRate, Traffic.FullRate with { Backpressure = StallPattern.Random(0.7) }, Traffic.Random(random) })
            {
                var settings = new GemmRunSettings { Seed = seed, Traffic = traffic, Overlapped = seed % 2 == 0, CycleLimit = 1_000_000 };
                var outcomes = new GemmRunner(Accelerators.Build(c), c).Run(problems, settings);
                Assert.All(outcomes, outcome => Assert.True(outcome.First is null, $"{name} seed {seed}: {outcome.First} ({outcome.Problem})"));
            }
        }
    }

    // Every length of a list, so that lists begin and end everywhere in the ring.
    [NeedsToolTheory("verilator")]
    [InlineData("small-bitmask")]
    [InlineData("small-tall")]
    [InlineData("small-wide-streams")]
    public void Long_block_lists_wrap_the_ring(string name)
    {
        var c = SmallArrays.Named(name);
        var blocks = Math.Min(c.ActivationDepth, c.ListDepth * 2);
        var problems = Enumerable.Range(1, 60)
            .Select(seed => PreparedGemm.DrawWithLists(c, (ulong)seed, new GemmShape(c.MTile + 1, 2 * c.NTile, blocks * c.Block)).Problem)
            .ToList();
        var settings = new GemmRunSettings { Seed = 1, Overlapped = true, CycleLimit = 1_000_000 };
        var outcomes = new GemmRunner(Accelerators.Build(c), c).Run(problems, settings);
        Assert.All(outcomes, (outcome, i) => Assert.True(outcome.First is null, $"{name} seed {i + 1}: {outcome.First} ({outcome.Problem})"));
    }

    private static IEnumerable<string> Failures(ArrayConfiguration configuration, int groups, ulong firstSeed = 1) =>
        new GemmSuite(Accelerators.Build(configuration), configuration) { CycleLimit = 1_000_000 }
            .Run(firstSeed, groups, parallel: 1)
            .Where(result => result.Failure is not null)
            .Select(result => result.Message(configuration.Name));
}
