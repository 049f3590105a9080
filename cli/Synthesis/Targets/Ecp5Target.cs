using System.Collections.Immutable;

namespace HwGen.Cli.Synthesis.Targets;

/// <summary>Lattice ECP5, resources as Yosys estimates them.</summary>
/// <param name="PartCapacity">what the part has; empty if none is named</param>
public sealed record Ecp5Target(string Name, ImmutableDictionary<string, long> PartCapacity) : SynthesisTarget(Name)
{
    private const string Family = "ecp5";

    private static readonly Dictionary<string, ImmutableDictionary<string, long>> Parts = new()
    {
        ["lfe5u-25f"] = Amounts(("LUT4", 24288), ("FF", 24288), ("DP16KD", 56), ("MULT18X18D", 28)),
        ["lfe5u-45f"] = Amounts(("LUT4", 43848), ("FF", 43848), ("DP16KD", 108), ("MULT18X18D", 72)),
        ["lfe5u-85f"] = Amounts(("LUT4", 83640), ("FF", 83640), ("DP16KD", 208), ("MULT18X18D", 156)),
    };

    /// <summary>The family, no part checked.</summary>
    public static Ecp5Target AnyPart { get; } = new(Family, ImmutableDictionary<string, long>.Empty);

    public override Fabric Fabric { get; } = new("LUT4", "MULT18X18D", "DP16KD", 18432, 16, 1);

    public override ImmutableDictionary<string, long> Capacity => PartCapacity;

    public override ImmutableArray<(string Resource, string CellTypes, double Each)> Kinds =>
    [
        ("LUT4", "LUT4", 1),
        ("LUT4", "CCU2C", 2),
        ("LUT4", "TRELLIS_DPR16X4", 4),
        ("FF", "TRELLIS_FF", 1),
        ("MULT18X18D", "MULT18X18D", 1),
        ("DP16KD", "DP16KD", 1),
    ];

    public override string Script(string top, bool keepsHierarchy) => $"synth_ecp5 -top {top}{(keepsHierarchy ? " -noflatten" : "")}";

    public override SynthesisTarget ForPart(string part) => new Ecp5Target($"{Family}={part}", Part(Family, part, Parts));
}
