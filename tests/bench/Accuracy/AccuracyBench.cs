using System.Diagnostics;
using HwGen.Core.Configuration;
using HwGen.Core.Samples;
using HwGen.Pruner;
using HwGen.Pruner.Graph;
using HwGen.Pruner.Pruning;

namespace HwGen.Bench.Accuracy;

/// <summary>Top-1 of every network of the test data at every density, pruned and quantized in one shot, in the golden integer network.</summary>
internal static class AccuracyBench
{
    private static readonly (string Density, string Configuration)[] Densities =
    [
        ("dense", "int8-dense-1x8x1_8x8"), ("4:8", "int8-4of8-1x8x1_8x8"), ("2:4", "int8-2of4-1x4x1_4x4"),
        ("2:8", "int8-2of8-1x8x1_4x4"), ("1:8", "int8-1of8-1x8x1_8x8"),
    ];

    public static void Run()
    {
        if (DataFolder.Missing() is { } reason)
        {
            Console.WriteLine(reason);
            return;
        }

        Console.WriteLine($"One shot, no labels, no training; method {PruningMethods.Default.Name}; seconds with reading, encoding and evaluation.\n");
        var table = new BenchTable("network          ", "samples", "float ", "kept ", "int8  ", "goal  ", "      ", "seconds");
        foreach (AccuracySubject subject in AccuracySubject.All)
            foreach ((string density, string configuration) in Densities)
                Row(table, subject, density, ConfigurationFile.Read(configuration));
        Console.WriteLine($"\nPeak memory of the process: {Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0:0} MiB.");
    }

    private static void Row(BenchTable table, AccuracySubject subject, string density, ArrayConfiguration configuration)
    {
        var watch = Stopwatch.StartNew();
        NetworkGraph network = subject.ReadNetwork(DataFolder.Path);
        SampleSet evaluation = subject.ReadEvaluation(DataFolder.Path, network);
        var report = new NetworkPruner(configuration, new PruneOptions()).Prune(network, subject.ReadCalibration(DataFolder.Path, network), evaluation).Report;
        double accuracy = 100 * report.Accuracy!.Integer;
        double? goal = subject.GoalOf(density, report.Accuracy.Float);
        table.Row(
            subject.Name, evaluation.Count, $"{100 * report.Accuracy.Float:0.00}", density, $"{accuracy:0.00}",
            goal is null ? "" : $"{goal:0.00}", goal is null ? "" : accuracy >= goal - 1e-9 ? "met" : "missed", $"{watch.Elapsed.TotalSeconds:0.0}");
    }
}
