using HwGen.Core.Configuration;
using HwGen.Hdlgen;
using HwGen.Verify.Coverage;
using HwGen.Verify.Gemm;
using HwGen.Verify.Gemm.Checks;
using HwGen.Verify.Simulation.Models;

namespace HwGen.Bench;

/// <summary>What random GEMMs and the check of the registers hit of the RTL: lines and branches, over configurations that differ in what they instantiate.</summary>
internal static class CoverageBench
{
    private const int Groups = 8;  // of ten GEMMs

    private static readonly string[] Configurations =
    [
        "int4-4of8-2x8x2_2x2", "int8-1of3-2x3x1_2x4", "int8-2of4-1x4x1_4x4", "int8-4of8-2x8x1_2x4-narrow", "int8-block-1x8x1_4x4",
        "int8-column-1x1x1_4x4", "int8-dense-1x1x1_1x1", "int8-hierarchical-1x4x1_4x4", "int16-2of4-1x4x1_4x4",
    ];

    public static void Run()
    {
        var data = new CoverageData();
        string folder = Directory.CreateTempSubdirectory("hwgen-bench-").FullName;
        try
        {
            string[] sources = [.. Configurations.SelectMany(name => Measure(name, Path.Combine(folder, name), data))];
            var report = new CoverageReport(data, sources, AcceleratorModel.CoverageExclusions);
            report.Write("out/coverage");
            Console.WriteLine($"{Configurations.Length} configurations, {Groups * GemmSuite.GroupSize} GEMMs each; with the sources: out/coverage/coverage.html\n");
            Console.WriteLine($"```text\n{report.Text()}```");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <returns>the sources of the design</returns>
    private static IReadOnlyList<string> Measure(string name, string folder, CoverageData data)
    {
        ArrayConfiguration configuration = ConfigurationFile.Read(name);
        DesignFolder.Write(Design.From(configuration), folder);
        ModelDescription description = AcceleratorModel.Describe(configuration, folder) with { Coverage = CoverageKinds.Line };
        VerilatorModel model = data.Collect(new ModelBuilder().Build(description));
        foreach (GroupResult result in new GemmSuite(model, configuration).Run(1, Groups, Environment.ProcessorCount))
            if (result.Failure is not null)
                throw new InvalidOperationException(result.Message(name));
        foreach (IAcceleratorCheck check in AcceleratorChecks.All)
            check.Run(model, configuration, seed: 1);
        return description.Sources;
    }
}
