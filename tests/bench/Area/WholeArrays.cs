using HwGen.Cli.Synthesis;
using HwGen.Core.Configuration;

namespace HwGen.Bench.Area;

/// <summary>Arrays of 8 x 8 outputs with all that feeds and drains them, memories apart, set against a scalar dense array and against the dense array of
/// the same throughput.</summary>
internal static class WholeArrays
{
    private const int Outputs = 8;

    /// <summary>The scalar array, the dense one that does eight times its work, and those of 4:8 that do as much as the dense one.</summary>
    /// <param name="arithmetic">how dot products of several lanes are written</param>
    /// <param name="scalar">how the scalar's are</param>
    public static IReadOnlyList<AreaForm> Forms(ArithmeticKind arithmetic, ArithmeticKind? scalar) =>
    [
        AreaForm.Scalar(scalar), AreaForm.Of(1, 8, 1, 8, 8, SchemeKind.Dense, arithmetic),
        AreaForm.Of(1, 8, 1, 4, 4, SchemeKind.Nm, arithmetic), AreaForm.Of(4, 8, 4, 4, 4, SchemeKind.Nm, arithmetic),
    ];

    /// <summary>A row an array: what each dense multiply-add takes, and what share that is of what the two dense arrays take.</summary>
    /// <param name="target">for what to synthesize</param>
    /// <param name="forms">the PEs of the arrays: scalar, dense, others</param>
    /// <param name="kinds">resources to state; area and clock for standard cells</param>
    public static void Table(SynthesisTarget target, IReadOnlyList<AreaForm> forms, params IReadOnlyList<string> kinds)
    {
        bool isCells = kinds.Count == 0;
        Console.WriteLine($"\n{target.Name}, whole arrays of {Outputs} x {Outputs} outputs as `hwgen synth` makes them, for each dense multiply-add, "
            + "with the share of what the scalar array takes, and of the dense array of the same throughput.\n");
        var table = new BenchTable([
            "tensor PE, lanes, density", "arithmetic   ",
            .. (isCells ? ["um2"] : kinds).SelectMany(kind => new[] { $"{kind,7}", "of scalar", "of dense" }), .. isCells ? ["   mm2", "mapped for", "  MHz"] : Array.Empty<string>()]);
        List<double[]> all = [];
        foreach ((AreaForm form, SynthesisReport report) in forms.Zip(InPairs.Of(forms, form => $"{form.Name} {target.Name} array", form => Synthesize(form, target))))
        {
            double[] each = isCells
                ? [report.AreaUm2!.Value / report.DenseMacs]
                : [.. kinds.Select(kind => report.Resources.Where(resource => resource.Name == kind).Sum(resource => resource.Used) / report.DenseMacs)];
            all.Add(each);
            table.Row([
                form.Name.PadRight(25), ConfigurationWords.Of(form.Configuration.Arithmetic).PadRight(13),
                .. each.SelectMany((value, kind) => new[] { value.ToString(isCells ? "0" : "0.00"), $"{value / all[0][kind]:0.00}", all.Count > 1 ? $"{value / all[1][kind]:0.00}" : "" }),
                .. isCells ? [$"{report.AreaUm2 / 1e6:0.00}", $"{report.MappedFor}", $"{report.MedianFmaxMhz:0}"] : Array.Empty<string>()]);
        }
    }

    private static SynthesisReport Synthesize(AreaForm form, SynthesisTarget target)
    {
        ArrayConfiguration pe = form.Configuration;
        ArrayConfiguration array = pe with { Name = "array", MeshRows = Outputs / pe.TileRows, MeshColumns = Outputs / pe.TileColumns, ClockPeriodNs = 6.667m };
        string folder = Directory.CreateTempSubdirectory("hwgen-bench-").FullName;
        try
        {
            return new Synthesis(array, target, folder, Seeds: 1, _ => { }).Run();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
