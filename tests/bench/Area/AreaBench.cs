using HwGen.Cli.Synthesis;
using HwGen.Cli.Synthesis.Targets;
using HwGen.Core.Configuration;

namespace HwGen.Bench.Area;

/// <summary>The tables of docs/area.md: a tensor PE on standard cells and what its area is made of, the same in resources of FPGAs, whole arrays.
/// Standard cells are those of <c>HWGEN_LIBERTY</c>, by default of the file beside <c>HWGEN_DATA</c>; without one those tables are left out.</summary>
internal static class AreaBench
{
    private static readonly ArithmeticKind?[] CellArithmetics = [null, ArithmeticKind.CarrySave];
    private static readonly ArithmeticKind?[] FpgaArithmetics = [null, ArithmeticKind.Context];

    public static void Run()
    {
        using var synthesis = new PeSynthesis();
        LibertyTarget? cells = LibertyFile.Missing() is null ? LibertyTarget.Of(LibertyFile.Path) : null;
        if (cells is not null)
            Cells(synthesis, cells);
        else
            Console.WriteLine($"{LibertyFile.Missing()}: standard cells are left out");
        Resources(synthesis, Xilinx7Target.AnyPart, "LUT", "FF", "DSP48E1");
        Resources(synthesis, Ecp5Target.AnyPart, "LUT4", "FF", "MULT18X18D");
        Resources(synthesis, Ice40Target.Up5k, "LUT4", "FF", "DSP");
        Arrays(
            Xilinx7Target.AnyPart,
            Array("dense", AreaForm.Scalar(null), 8),
            Array("4of8-1x8x1", AreaForm.Of(1, 8, 1, 4, 4, SchemeKind.Nm, ArithmeticKind.Context), 8));
        if (cells is not null)
        {
            Arrays(
                cells,
                Array("dense", AreaForm.Scalar(ArithmeticKind.CarrySave), 8),
                Array("4of8-1x8x1", AreaForm.Of(1, 8, 1, 4, 4, SchemeKind.Nm, ArithmeticKind.CarrySave), 8),
                Array("4of8-4x8x4", AreaForm.Of(4, 8, 4, 4, 4, SchemeKind.Nm, ArithmeticKind.CarrySave), 2));
        }
    }

    private static ArrayConfiguration Array(string name, AreaForm form, int mesh) =>
        form.Configuration with { Name = name, MeshRows = mesh, MeshColumns = mesh, ClockPeriodNs = 6.667m };

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

    private static void Resources(PeSynthesis synthesis, SynthesisTarget target, params ReadOnlySpan<string> counted)
    {
        string[] kinds = [.. counted];
        Console.WriteLine($"\n{target.Name}, resources for each dense multiply-add; the factors are of the scalar PE's.\n");
        var table = new BenchTable(["tensor PE, lanes, density", "arithmetic   ", .. kinds.SelectMany(kind => new[] { $"{kind,6}", "factor" })]);
        var forms = FpgaArithmetics.SelectMany(AreaForm.ForFpga).DistinctBy(form => (form.Name, form.Configuration.Arithmetic)).ToList();
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

    // Two at a time, each row as soon as it and those above it are there.
    private static IEnumerable<(AreaForm Form, T Result)> Both<T>(IEnumerable<AreaForm> forms, Func<AreaForm, T> synthesize) => forms
        .AsParallel().AsOrdered().WithDegreeOfParallelism(2).WithMergeOptions(ParallelMergeOptions.NotBuffered).Select(form => (form, synthesize(form)));

    private static void Arrays(SynthesisTarget target, params IEnumerable<ArrayConfiguration> configurations)
    {
        Console.WriteLine($"\n{target.Name}, whole arrays of 8 x 8 outputs as `hwgen synth` makes them, for each dense multiply-add.\n");
        foreach (SynthesisReport report in configurations
            .AsParallel().AsOrdered().WithDegreeOfParallelism(2).WithMergeOptions(ParallelMergeOptions.NotBuffered).Select(configuration => Synthesize(configuration, target)))
        {
            string figures = report.AreaUm2 is { } area
                ? $"{area / 1e6:0.00} mm2, {area / report.DenseMacs:0} um2 each; mapped for {report.MappedFor}, slack {report.WorstSlackNs:0.00} ns at {report.PeriodNs} ns"
                : string.Join(", ", report.Resources.Where(resource => resource.Used > 0).Select(resource => $"{resource.Used} {resource.Name}, {resource.Used / report.DenseMacs:0.00} each"));
            Console.WriteLine($"- {report.Configuration}: {figures}");
        }
    }

    private static SynthesisReport Synthesize(ArrayConfiguration configuration, SynthesisTarget target)
    {
        string folder = Directory.CreateTempSubdirectory("hwgen-bench-").FullName;
        try
        {
            return new Synthesis(configuration, target, folder, Seeds: 1, _ => { }).Run();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
