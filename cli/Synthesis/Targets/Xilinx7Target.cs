using System.Collections.Immutable;

namespace HwGen.Cli.Synthesis.Targets;

/// <summary>Xilinx series 7, resources as Yosys estimates them.</summary>
/// <param name="Capacity">what the part has; empty if none is named</param>
public sealed record Xilinx7Target(string Name, ImmutableDictionary<string, long> PartCapacity) : SynthesisTarget(Name)
{
    private const string Family = "xilinx7";

    private static readonly Dictionary<string, ImmutableDictionary<string, long>> Parts = new()
    {
        ["xc7a35t"] = Amounts(("LUT", 20800), ("FF", 41600), ("DSP48E1", 90), ("RAMB36", 50)),
        ["xc7a100t"] = Amounts(("LUT", 63400), ("FF", 126800), ("DSP48E1", 240), ("RAMB36", 135)),
        ["xc7z020"] = Amounts(("LUT", 53200), ("FF", 106400), ("DSP48E1", 220), ("RAMB36", 140)),
    };

    /// <summary>The family, no part checked.</summary>
    public static Xilinx7Target AnyPart { get; } = new(Family, ImmutableDictionary<string, long>.Empty);

    public override Fabric Fabric { get; } = new("LUT", "DSP48E1", "RAMB36", 36864, 64, 2);

    public override ImmutableDictionary<string, long> Capacity => PartCapacity;

    public override ImmutableArray<(string Resource, string CellTypes, double Each)> Kinds =>
    [
        ("LUT", "LUT[1-6]|SRL.*|RAM32X1D|RAM64X1S", 1),
        ("LUT", "RAM64X1D", 2),
        ("LUT", "RAM32M|RAM64M|RAM128X1D", 4),
        ("FF", "FD[RSCP]E(_1)?", 1),
        ("CARRY4", "CARRY4", 1),
        ("DSP48E1", "DSP48E1", 1),
        ("RAMB36", "RAMB36E1", 1),
        ("RAMB36", "RAMB18E1", 0.5),
    ];

    public override string Script(string top, bool keepsHierarchy) =>
        $"synth_xilinx -family xc7 -noiopad -top {top}{(keepsHierarchy ? "" : " -flatten")}";

    public override SynthesisTarget ForPart(string part) => new Xilinx7Target($"{Family}={part}", Part(Family, part, Parts));
}
