using System.Collections.Immutable;
using HwGen.Hdlgen.Boards;

namespace HwGen.Cli.Synthesis.Targets;

/// <summary>Lattice iCE40, placed and routed by nextpnr.</summary>
/// <param name="Name">as on the command line</param>
/// <param name="Device">option of nextpnr-ice40 and icetime, without hyphens</param>
/// <param name="Package">option of nextpnr-ice40</param>
/// <param name="HasDsp">multipliers SB_MAC16 are there</param>
/// <param name="Capacity">what the part has</param>
public sealed record Ice40Target(string Name, string Device, string Package, bool HasDsp, ImmutableDictionary<string, long> AvailableResources)
    : SynthesisTarget(Name)
{
    /// <summary>The board that the design is put on, with its pins and clock; null for the bare part, where a frame of registers stands around the top.</summary>
    public Board? Board { get; init; }

    /// <summary>iCE40 UltraPlus 5K in the package of the iCEBreaker.</summary>
    public static Ice40Target Up5k { get; } =
        new("ice40-up5k", "up5k", "sg48", HasDsp: true, Amounts(("LUT4", 5280), ("FF", 5280), ("EBR", 30), ("DSP", 8)));

    /// <summary>iCE40 HX 8K in the package of the breakout board.</summary>
    public static Ice40Target Hx8k { get; } =
        new("ice40-hx8k", "hx8k", "ct256", HasDsp: false, Amounts(("LUT4", 7680), ("FF", 7680), ("EBR", 32)));

    /// <summary>The bare parts, then each board with its part.</summary>
    public static ImmutableArray<SynthesisTarget> All { get; } =
        [Up5k, Hx8k, .. Board.All.Select(board => new[] { Up5k, Hx8k }.Single(part => part.Name == board.Part) with { Name = board.Name, Board = board })];

    public override ImmutableArray<string> Tools => ["yosys", "nextpnr-ice40", "icepack"];

    public override Fabric Fabric { get; } = new("LUT4", "DSP", "EBR", 4096, 0, 1);

    public override ImmutableDictionary<string, long> Capacity => AvailableResources;

    public override ImmutableArray<(string Resource, string CellTypes, double Each)> Kinds =>
    [
        ("LUT4", "SB_LUT4", 1),
        ("FF", "SB_DFF.*", 1),
        ("CARRY", "SB_CARRY", 1),
        ("EBR", "SB_RAM40_4K.*", 1),
        .. HasDsp ? [("DSP", "SB_MAC16", 1.0)] : Array.Empty<(string, string, double)>(),
    ];

    // On a board memories go into block RAM however shallow they are: what the part is short of is logic.
    public override string Script(string top, bool keepsHierarchy) =>
        (Board is null ? "" : $"hierarchy -top {top}; setattr -set ram_style \"block\" */m:words; ")
        + $"synth_ice40 -device {(HasDsp ? "u -dsp" : "hx")}{(Board is null ? "" : " -abc9")} -top {top}{(keepsHierarchy ? " -noflatten" : "")}";
}
