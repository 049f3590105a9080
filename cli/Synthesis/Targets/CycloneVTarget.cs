using System.Collections.Immutable;

namespace HwGen.Cli.Synthesis.Targets;

/// <summary>Intel Cyclone V, resources as Yosys estimates them.</summary>
/// <param name="PartCapacity">what the part has; empty if none is named</param>
public sealed record CycloneVTarget(string Name, ImmutableDictionary<string, long> PartCapacity) : SynthesisTarget(Name)
{
    private const string Family = "cyclonev";

    private static readonly Dictionary<string, ImmutableDictionary<string, long>> Parts = new()
    {
        ["5csema4"] = Amounts(("ALUT", 31600), ("FF", 63200), ("MUL", 252), ("M10K", 270)),
        ["5csema5"] = Amounts(("ALUT", 64140), ("FF", 128300), ("MUL", 261), ("M10K", 397)),
    };

    /// <summary>The family, no part checked.</summary>
    public static CycloneVTarget AnyPart { get; } = new(Family, ImmutableDictionary<string, long>.Empty);

    protected override string WhyNoContents => "Yosys gives its block RAM no contents";

    public override Fabric Fabric { get; } = new("ALUT", "MUL", "M10K", 10240, 32, 2);

    public override ImmutableDictionary<string, long> Capacity => PartCapacity;

    public override ImmutableArray<(string Resource, string CellTypes, double Each)> Kinds =>
    [
        ("ALUT", "MISTRAL_ALUT.*|MISTRAL_NOT|MISTRAL_BUF", 1),
        ("ALUT", "MISTRAL_MLAB", 1),
        ("FF", "MISTRAL_FF", 1),
        ("MUL", "MISTRAL_MUL.*", 1),
        ("M10K", "MISTRAL_M10K", 1),
    ];

    public override string Script(string top, bool keepsHierarchy) =>
        $"synth_intel_alm -family cyclonev -noiopad -noclkbuf -top {top}{(keepsHierarchy ? " -noflatten" : "")}";

    public override SynthesisTarget ForPart(string part) => new CycloneVTarget($"{Family}={part}", Part(Family, part, Parts));
}
