using System.Diagnostics;
using System.Globalization;
using HwGen.Core.Configuration;
using HwGen.Core.Samples;
using HwGen.Pruner;
using HwGen.Pruner.Budget;
using HwGen.Pruner.Graph;
using HwGen.Pruner.Pruning;
using HwGen.Pruner.Report;

namespace HwGen.Bench.Accuracy;

/// <summary>Top-1 of a budget of clocks against that of the uniform densities that take as many.</summary>
internal static class BudgetBench
{
    private const string Network = "mlperf_ic_resnet8";

    private const string Configuration = "int8-1of8-1x8x1_8x8";

    private const double Share = 0.4;

    /// <summary>Points above the uniform density that were to be reached.</summary>
    private const double Goal = 2;

    // The uniform density of equal clocks may take this much more.
    private const double Tolerance = 1.005;

    public static void Run()
    {
        if (DataFolder.Missing() is { } reason)
        {
            Console.WriteLine(reason);
            return;
        }

        var watch = Stopwatch.StartNew();
        AccuracySubject subject = AccuracySubject.All.Single(s => s.Name == Network);
        NetworkGraph network = subject.ReadNetwork(DataFolder.Path);
        SampleSet calibration = subject.ReadCalibration(DataFolder.Path, network) with { Labels = null };
        SampleSet evaluation = subject.ReadEvaluation(DataFolder.Path, network);
        ArrayConfiguration array = ConfigurationFile.Read(Configuration);
        BudgetResult budget = new DensityBudget(array, new PruneOptions(), new ShareRequest(new CycleKind(), Share)).Choose(network, calibration);
        Console.WriteLine($"{Network} on {Configuration}, cycles={Share}; {evaluation.Count} samples that were not looked at before; chosen by the {budget.Trade.Measure} with the float network on {budget.Trade.HeldBack} calibration samples held back.\n");
        var table = new BenchTable("densities              ", "clocks ", "share", "int8  ", "agrees");
        PruneReport allotted = new NetworkPruner(array, new PruneOptions { KeptOfLayer = budget.Kept }) { Arrangement = budget.Arrangement }.Prune(network, calibration, evaluation).Report;
        TradeCandidate taken = budget.Trade.Candidates.Single(c => c.IsTaken);
        Row(table, $"budget, {taken.Name}", allotted, $"{100 * taken.Accuracy:0.0}");
        double best = 0;
        foreach (bool leavesDense in new[] { true, false })
        {
            // Names of those that leave a layer dense say so.
            TradeCandidate? fullest = budget.Trade.Candidates.Where(c => c.IsUniform && c.Name.Contains(',') == leavesDense && c.Cost <= Tolerance * allotted.Cycles).MaxBy(c => c.Cost);
            if (fullest is null)
                continue;
            PruneReport uniform = Uniform(int.Parse(fullest.Density.Split(':')[0], CultureInfo.InvariantCulture), leavesDense);
            Row(table, fullest.Name, uniform, "");
            best = Math.Max(best, uniform.Accuracy!.Integer);
        }

        double gain = 100 * (allotted.Accuracy!.Integer - best);
        Console.WriteLine($"\n{gain:+0.00;-0.00} points against the better uniform density; goal {Goal:+0.00}: {(gain >= Goal - 1e-9 ? "met" : "missed")}. {watch.Elapsed.TotalSeconds:0} seconds.");

        PruneReport Uniform(int kept, bool leavesDense)
        {
            var options = new PruneOptions
            {
                KeptOfLayer = leavesDense ? new Dictionary<string, IReadOnlyList<int>>() : network.Gemms.ToDictionary(layer => layer.Name, _ => (IReadOnlyList<int>)[kept]),
            };
            return new NetworkPruner(array with { Kept = kept }, options).Prune(network, calibration, evaluation).Report;
        }
    }

    private static void Row(BenchTable table, string densities, PruneReport report, string heldBack) =>
        table.Row(densities, report.Cycles, $"{(double)report.Cycles / report.DenseCycles:0.000}", $"{100 * report.Accuracy!.Integer:0.00}", heldBack);
}
