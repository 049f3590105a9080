using HwGen.Core.Configuration;

namespace HwGen.Bench.Area;

/// <summary>A tensor PE and the density it is meant for.</summary>
/// <param name="Name">tile, lanes, density</param>
/// <param name="Configuration">one PE, with its arithmetic</param>
internal sealed record AreaForm(string Name, ArrayConfiguration Configuration)
{
    /// <summary>Multiply-adds of the dense GEMM that the PE stands for each clock.</summary>
    public double DenseMacs =>
        (double)Configuration.TileRows * Configuration.TileColumns * Configuration.Block / Configuration.Steps(Configuration.Kept);

    /// <summary>The PE that the others are measured by.</summary>
    public static AreaForm Scalar(ArithmeticKind? arithmetic) => Of(1, 1, 1, 1, 1, SchemeKind.Dense, arithmetic);

    /// <summary>The forms of the table of standard cells, the scalar first.</summary>
    /// <param name="arithmetic">how their dot products are written; null is auto</param>
    public static IReadOnlyList<AreaForm> ForCells(ArithmeticKind? arithmetic) =>
    [
        Scalar(arithmetic), Of(1, 8, 1, 4, 4, SchemeKind.Nm, arithmetic), Of(2, 8, 2, 4, 4, SchemeKind.Nm, arithmetic), Of(4, 8, 4, 4, 4, SchemeKind.Nm, arithmetic),
        Of(2, 8, 2, 2, 2, SchemeKind.Nm, arithmetic), Of(4, 8, 4, 2, 2, SchemeKind.Nm, arithmetic), Of(4, 8, 4, 1, 1, SchemeKind.Nm, arithmetic),
    ];

    /// <summary>The forms of a table of an FPGA, the scalar first: the smallest 4:8 in both arithmetics and the rest in one.</summary>
    /// <param name="arithmetic">of the rest</param>
    /// <param name="other">of the smallest 4:8 alone</param>
    public static IReadOnlyList<AreaForm> ForFpga(ArithmeticKind arithmetic, ArithmeticKind other) =>
    [
        Scalar(null), Of(1, 8, 1, 4, 4, SchemeKind.Nm, other), Of(1, 8, 1, 4, 4, SchemeKind.Nm, arithmetic), Of(2, 8, 2, 4, 4, SchemeKind.Nm, arithmetic),
        Of(4, 8, 4, 4, 4, SchemeKind.Nm, arithmetic), Of(1, 8, 1, 2, 2, SchemeKind.Nm, arithmetic), Of(1, 8, 1, 1, 4, SchemeKind.Nm, null), Of(1, 8, 1, 1, 1, SchemeKind.Nm, null),
    ];

    /// <summary>A form of these sizes.</summary>
    public static AreaForm Of(int rows, int block, int columns, int lanes, int kept, SchemeKind scheme, ArithmeticKind? arithmetic)
    {
        string density = scheme == SchemeKind.Dense ? "dense" : $"{kept}:{block}";
        return new AreaForm($"{rows}x{block}x{columns} L{lanes} {density}",
            TestArray.Of("pe", (rows, columns), (1, 1), block, lanes, kept) with { Scheme = scheme, ArithmeticChoice = arithmetic });
    }
}
