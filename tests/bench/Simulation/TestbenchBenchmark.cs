using System.Diagnostics;
using HwGen.Core.Configuration;
using HwGen.Verify.Gemm;
using HwGen.Verify.Simulation;
using HwGen.Verify.Simulation.Models;

namespace HwGen.Bench.Simulation;

/// <summary>How much of a GEMM's test is the evaluation of the model. The rest is drivers, the monitors of all four buses, encoding, packing
/// and the golden model.</summary>
/// <remarks>The model reads the time before and after each evaluation (<see cref="ModelDescription.IsTimed"/>); one reading, some 25 ns, falls on
/// either side. Only the drawing of the random GEMMs is left out. The first round of a process pays for the compilation of its code.</remarks>
internal static class TestbenchBenchmark
{
    private const double Bar = 0.70;
    private const int WarmUps = 40;  // until the code is compiled for good
    private const int Rounds = 5;
    private const int Gemms = 20;

    public static void Run()
    {
        var table = new BenchTable($"{Gemms} GEMMs, monitors on     ", "clocks", "microseconds a clock", "in the model", "bar ", "      ", "first round");
        foreach (var outputs in (int[])[8, 16])
        {
            var configuration = ConfigurationFile.Read("int8-4of8-1x8x1_8x8") with
            {
                Name = $"int8-4of8-1x8x1_{outputs}x{outputs}",
                MeshRows = outputs,
                MeshColumns = outputs,
            };
            var model = GeneratedAccelerator.Build(configuration, isTimed: true);
            var stimulus = new GemmStimulus(configuration, SimRandom.For(1, "GEMMs"));
            var shape = new GemmShape(13 * configuration.MTile, 8 * configuration.NTile, 256);
            GemmProblem[] problems = [.. Enumerable.Range(0, Gemms).Select(_ => stimulus.Next(stimulus.Fit(shape), configuration.Kept))];
            var rounds = new (double Seconds, double Share, long Clocks)[WarmUps + Rounds];  // an array: Skip would not run what it skips
            for (var round = 0; round < rounds.Length; round++)
                rounds[round] = Measure(new GemmRunner(model, configuration), model, problems);
            var (seconds, share, clocks) = rounds[WarmUps..].OrderBy(round => round.Share).ElementAt(Rounds / 2);
            table.Row(
                configuration.Name, clocks, $"{1e6 * seconds / clocks:0.00}", $"{share:0.00}", $"{Bar:0.00}", share >= Bar ? "met" : "missed",
                $"{rounds[0].Share:0.00}");
        }
    }

    private static (double Seconds, double Share, long Clocks) Measure(GemmRunner runner, VerilatorModel model, GemmProblem[] problems)
    {
        var before = model.TimeInModel;
        var watch = Stopwatch.StartNew();
        var outcomes = runner.Run(problems, new GemmRunSettings());
        var seconds = watch.Elapsed.TotalSeconds;
        return outcomes.FirstOrDefault(outcome => outcome.Mismatches > 0) is { } wrong
            ? throw new InvalidDataException($"{wrong.First}")
            : (seconds, (model.TimeInModel - before).TotalSeconds / seconds, outcomes.Sum(outcome => outcome.Cycles.Total));
    }
}
