using HwGen.Cli.Synthesis;
using HwGen.Cli.Synthesis.Targets;
using HwGen.Core.Configuration;

namespace HwGen.Bench.Area;

/// <summary>The tables of docs/area.md: a tensor PE on standard cells and what its area is made of, the same in resources of FPGAs, whole arrays.
/// Standard cells are those of <c>HWGEN_LIBERTY</c>, by default of the file beside <c>HWGEN_DATA</c>; without one those tables are left out.</summary>
internal static class AreaBench
{
    private static readonly ArithmeticKind?[] CellArithmetics = [null, ArithmeticKind.CarrySave];

    public static void Run()
    {
        using var synthesis = new PeSynthesis();
        LibertyTarget? cells = LibertyFile.Missing() is null ? LibertyTarget.Of(LibertyFile.Path) : null;
        if (cells is not null)
            Cells(synthesis, cells);
        else
            Console.WriteLine($"{LibertyFile.Missing()}: standard cells are left out");
        Resources(synthesis, Xilinx7Target.AnyPart, AreaForm.ForFpga(ArithmeticKind.Context, ArithmeticKind.Concatenation), "LUT", "FF", "DSP48E1");
        Resources(synthesis, Ecp5Target.AnyPart, AreaForm.ForFpga(ArithmeticKind.Concatenation, ArithmeticKind.Context), "LUT4", "FF", "MULT18X18D");
        Resources(synthesis, Ice40Target.Up5k, AreaForm.ForFpga(ArithmeticKind.Context, ArithmeticKind.Concatenation), "LUT4", "FF", "DSP");
        WholeArrays.Table(Xilinx7Target.AnyPart, WholeArrays.Forms(ArithmeticKind.Context, scalar: null), "LUT", "FF", "DSP48E1");
        if (cells is not null)
            WholeArrays.Table(cells, WholeArrays.Forms(ArithmeticKind.CarrySave, ArithmeticKind.CarrySave));
    }

    private static void Cells(PeSynthesis synthesis, LibertyTarget target)
    {
        Console.WriteLine($"Square micrometres of {Path.GetFileName(target.LibertyFile)}, mapped for area.\n");
        var table = new BenchTable(
            "tensor PE, lanes, density", "arithmetic   ", "area  ", "per dense MAC", "smaller than 1x1x1", "dot products", "accumulators", "selection", "operands", "drain");
        foreach (ArithmeticKind? arithmetic in CellArithmetics)
        {
            double scalar = 0;
            foreach ((AreaForm form, PeArea area) in Both(AreaForm.ForCells(arithmetic), form => synthesis.InCells(form.Configuration, target)))
            {
                double perMac = area.Total / form.DenseMacs;
                scalar = scalar == 0 ? perMac : scalar;
                table.Row(
                    form.Name.PadRight(25), ConfigurationWords.Of(form.Configuration.Arithmetic).PadRight(13), $"{area.Total:0}", $"{perMac:0}", $"{scalar / perMac:0.00}",
                    Share(area.DotProducts), Share(area.Accumulators), Share(area.Selection), Share(area.Operands), Share(area.Drain));

                string Share(double part) => $"{100 * part / area.Total:0}%";
            }
        }
    }

    private static void Resources(PeSynthesis synthesis, SynthesisTarget target, IReadOnlyList<AreaForm> forms, params ReadOnlySpan<string> counted)
    {
        string[] kinds = [.. counted];
        Console.WriteLine($"\n{target.Name}, resources for each dense multiply-add; the factors are of the scalar PE's.\n");
        var table = new BenchTable(["tensor PE, lanes, density", "arithmetic   ", .. kinds.SelectMany(kind => new[] { $"{kind,6}", "factor" })]);
        double[]? scalar = null;
        foreach ((AreaForm form, IReadOnlyDictionary<string, long> used) in Both(forms, form => synthesis.InResources(form.Configuration, target)))
        {
            double[] each = [.. kinds.Select(kind => used.GetValueOrDefault(kind) / form.DenseMacs)];
            scalar ??= each;
            table.Row([
                form.Name.PadRight(25), ConfigurationWords.Of(form.Configuration.Arithmetic).PadRight(13),
                .. each.Zip(scalar).SelectMany(pair => new[] { $"{pair.First:0.00}", $"{pair.First / pair.Second:0.00}" })]);
        }
    }

    private static IEnumerable<(AreaForm Form, T Result)> Both<T>(IReadOnlyList<AreaForm> forms, Func<AreaForm, T> synthesize) =>
        forms.Zip(InPairs.Of(forms, form => $"{form.Name} {ConfigurationWords.Of(form.Configuration.Arithmetic)}", synthesize));
}
