using System.Diagnostics;
using HwGen.Core.Configuration;
using HwGen.Core.Samples;
using HwGen.Pruner;
using HwGen.Pruner.Budget;
using HwGen.Pruner.Graph;
using HwGen.Pruner.Permutation;
using HwGen.Pruner.Pruning;

namespace HwGen.Bench.Accuracy;

/// <summary>What densities of single N-tiles are worth against those of layers and a uniform one within the same clocks, on the test samples.</summary>
internal static class TileDensityBench
{
    private const string Configuration = "int8-1of8-1x8x1_8x8";

    private static readonly (string Network, double[] Shares)[] Subjects = [("mlperf_ic_resnet8", [0.4, 0.3]), ("fmnist_mlp", [0.3, 0.2]), ("fmnist_cnn", [0.3, 0.2])];

    public static void Run()
    {
        if (DataFolder.Missing() is { } reason)
        {
            Console.WriteLine(reason);
            return;
        }

        Console.WriteLine($"{Configuration}; channels in the order for the budget; fitted to all calibration samples, judged on the test samples.\n");
        var table = new BenchTable("network          ", "cycles=", "densities              ", "clocks", "forecast", "change", "int8  ", "seconds");
        foreach ((string network, double[] shares) in Subjects)
            foreach (double share in shares)
                Rows(table, AccuracySubject.All.Single(s => s.Name == network), share);
    }

    private static void Rows(BenchTable table, AccuracySubject subject, double share)
    {
        var watch = Stopwatch.StartNew();
        NetworkGraph network = subject.ReadNetwork(DataFolder.Path);
        var samples = new SampleSplit(subject.ReadCalibration(DataFolder.Path, network), subject.ReadEvaluation(DataFolder.Path, network));
        ArrayConfiguration array = ConfigurationFile.Read(Configuration);
        var options = new PruneOptions();
        Arrangement arrangement = new NetworkPruner(array with { Kept = Math.Max(1, (int)Math.Round(share * array.Block)) }, options).Arrange(network, samples.Fitted);
        var densities = new NetworkDensities(array, new CycleKind(), new DensitySurvey(array, options.KeptOfLayer).Measure(arrangement.Order.Apply(network), samples.Fitted.Inputs, null));
        var trials = new HeldBackTrials(array, options, network, arrangement, samples);
        foreach (TriedAllotment tried in new ShareRequest(new CycleKind(), share).Search(densities, trials.Try).OrderBy(t => t.Allotment.Error))
        {
            table.Row(
                subject.Name, $"{share}", tried.Allotment.Name, $"{(double)tried.Allotment.Cost / densities.Dense:0.000}", $"{100 * tried.Allotment.Error:0.00}%",
                $"{100 * tried.Trial!.OutputError:0.00}%", $"{100 * tried.Trial.Accuracy:0.00}", $"{watch.Elapsed.TotalSeconds:0}");
        }
    }
}
