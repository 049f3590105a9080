using HwGen.Core.Configuration;
using HwGen.Verify.Gemm;
using HwGen.Verify.Simulation;
using HwGen.Verify.Simulation.Models;

namespace HwGen.Bench;

/// <summary>Counted against ideal clocks of GEMMs of 104 output tiles, streams at full rate, at every density.</summary>
internal static class CycleBench
{
    private const double ArrayBar = 99.5;
    private const double TotalBar = 97;
    private const double SpeedBar = 0.98;

    public static void Run()
    {
        Console.WriteLine($"M 104, N 64, K 256 on 8 x 8 outputs: 104 tiles. Bars: array {ArrayBar}%, total {TotalBar}%, speed-up {SpeedBar} x dense steps / steps.\n");
        var table = new BenchTable("configuration      ", "kept", "ideal", "array", "of array", "total", "of total", "speed-up over dense", "bars");
        foreach (string name in new[] { "int8-1of8-1x8x1_8x8", "int8-4of8-1x8x1_8x8" })
        {
            ArrayConfiguration configuration = ConfigurationFile.Read(name);
            VerilatorModel model = GeneratedAccelerator.Build(configuration);
            long dense = 0;
            foreach (int kept in Enumerable.Range(1, configuration.Block).Reverse())
            {
                GemmOutcome outcome = Measure(model, configuration, kept);
                dense = dense == 0 ? outcome.Cycles.Array : dense;
                Row(table, configuration, kept, outcome, dense);
            }
        }
    }

    private static void Row(BenchTable table, ArrayConfiguration configuration, int kept, GemmOutcome outcome, long dense)
    {
        double ofArray = 100.0 * outcome.IdealCycles / outcome.Cycles.Array;
        double ofTotal = 100.0 * outcome.IdealCycles / outcome.Cycles.Total;
        double speed = (double)dense / outcome.Cycles.Array;
        double wanted = SpeedBar * configuration.Steps(configuration.Block) / configuration.Steps(kept);
        bool isMet = ofArray >= ArrayBar && ofTotal >= TotalBar && speed >= wanted && outcome.Mismatches == 0;
        table.Row(
            configuration.Name, kept, outcome.IdealCycles, outcome.Cycles.Array, $"{ofArray:0.00}%",
            outcome.Cycles.Total, $"{ofTotal:0.00}%", $"{speed:0.00}", isMet ? "met" : "missed");
    }

    private static GemmOutcome Measure(VerilatorModel model, ArrayConfiguration configuration, int kept)
    {
        GemmProblem problem = new GemmStimulus(configuration, SimRandom.For(1, "GEMMs")).Next(new GemmShape(104, 64, 256), kept);
        return new GemmRunner(model, configuration).Run([problem], new GemmRunSettings())[0];
    }
}
