using HwGen.Core.Configuration;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Cosim.Gemm;

/// <summary>Arrays that compile fast and differ in what surrounds the mesh: metadata, ways from stream widths to words, odd ring depths.</summary>
internal static class SmallArrays
{
    /// <summary>TPEs of 2 x 1, bitmask, two lanes; weight words cut from 32-bit beats without a common multiple.</summary>
    public static ArrayConfiguration Bitmask { get; } = ConfigurationRules.Require(TestArray.Of("small-bitmask", (2, 1), (2, 2), block: 4, lanes: 2, kept: 2) with
    {
        MetadataChoice = MetadataKind.Bitmask,
        AccumulatorBits = 24,
        WeightKib = 1,
        ActivationKib = 1,
        Tiles = 5,
        ListEntries = 44,
        WeightStreamChoice = 32,
        ActivationStreamChoice = 64,
        OutputStreamChoice = 32,
    });

    /// <summary>A tall mesh with one lane, indices, blocks of 3; activation words of 192 bits cut from 128-bit beats.</summary>
    public static ArrayConfiguration Tall { get; } = ConfigurationRules.Require(TestArray.Of("small-tall", (1, 3), (8, 1), block: 3, lanes: 1, kept: 1) with
    {
        WeightKib = 1,
        ActivationKib = 1,
        Tiles = 7,
        ListEntries = 60,
        WeightStreamChoice = 32,
        ActivationStreamChoice = 128,
        OutputStreamChoice = 96,
    });

    /// <summary>Beats that hold several words of every kind, one of them all activations of a small job.</summary>
    public static ArrayConfiguration WideStreams { get; } = ConfigurationRules.Require(TestArray.Of("small-wide-streams", (1, 1), (2, 2), block: 2, lanes: 2, kept: 2) with
    {
        Scheme = SchemeKind.Block,
        WeightKib = 1,
        ActivationKib = 1,
        Tiles = 17,
        ListEntries = 100,
        WeightStreamChoice = 512,
        ActivationStreamChoice = 512,
        OutputStreamChoice = 32,
    });

    /// <summary>Beats that hold exactly one word; dot products as a chain of DSP blocks would take them.</summary>
    public static ArrayConfiguration EqualStreams { get; } = ConfigurationRules.Require(TestArray.Of("small-equal-streams", (1, 1), (2, 2), block: 4, lanes: 4, kept: 4) with
    {
        Scheme = SchemeKind.Block,
        ArithmeticChoice = ArithmeticKind.Context,
        WeightKib = 1,
        ActivationKib = 1,
        Tiles = 6,
        ListEntries = 48,
        WeightStreamChoice = 64,
        ActivationStreamChoice = 64,
        OutputStreamChoice = 32,
    });

    /// <summary>Dot products as carry-save trees, of odd widths and lanes that a block does not fill.</summary>
    public static ArrayConfiguration CarrySave { get; } = ConfigurationRules.Require(TestArray.Of("small-carry-save", (2, 2), (1, 2), block: 4, lanes: 3, kept: 3) with
    {
        ActivationBits = 7,
        WeightBits = 5,
        AccumulatorBits = 22,
        ArithmeticChoice = ArithmeticKind.CarrySave,
        WeightKib = 1,
        ActivationKib = 1,
        Tiles = 6,
        ListEntries = 48,
        WeightStreamChoice = 32,
        ActivationStreamChoice = 64,
        OutputStreamChoice = 32,
    });

    /// <summary>Those whose surroundings of the mesh differ.</summary>
    public static IReadOnlyList<ArrayConfiguration> All => [Bitmask, Tall, WideStreams, EqualStreams];

    /// <summary>The one with this name.</summary>
    public static ArrayConfiguration Named(string name) => All.Append(CarrySave).Single(configuration => configuration.Name == name);
}
