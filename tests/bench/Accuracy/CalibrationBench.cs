using HwGen.Core.Configuration;
using HwGen.Core.Samples;
using HwGen.Pruner;
using HwGen.Pruner.Graph;
using HwGen.Pruner.Pruning;
using HwGen.Pruner.Quantization.Ranges;

namespace HwGen.Bench.Accuracy;

/// <summary>Top-1 with each rule for the ranges of activations, and without any samples.</summary>
internal static class CalibrationBench
{
    // The smallest and largest number that each network takes.
    private static readonly (string Network, float Low, float High)[] Networks = [("fmnist_cnn", 0, 1), ("mlperf_ic_resnet8", 0, 255)];

    private static readonly (string Density, string Configuration)[] Densities = [("dense", "int8-dense-1x8x1_8x8"), ("4:8", "int8-4of8-1x8x1_8x8")];

    public static void Run()
    {
        if (BenchData.Missing() is { } reason)
        {
            Console.WriteLine(reason);
            return;
        }

        var table = new BenchTable(["network          ", "kept ", "float ", .. RangeRules.All.Select(rule => rule.Name), "synthetic samples"]);
        foreach ((string name, float low, float high) in Networks)
            foreach ((string density, string configuration) in Densities)
                Row(table, AccuracySubject.All.Single(subject => subject.Name == name), (low, high), density, ConfigurationFile.Read(configuration));
    }

    private static void Row(BenchTable table, AccuracySubject subject, (float Low, float High) range, string density, ArrayConfiguration configuration)
    {
        NetworkGraph network = subject.ReadNetwork(BenchData.Folder);
        SampleSet evaluation = subject.ReadEvaluation(BenchData.Folder, network);
        SampleSet calibration = subject.ReadCalibration(BenchData.Folder, network);
        var synthetic = new SampleSet(SyntheticSamples.Draw(network.InputShape, range, seed: 1), null, calibration.Format);
        double real = 0;
        string Accuracy(SampleSet samples, IRangeRule rule)
        {
            var accuracy = new NetworkPruner(configuration, new PruneOptions { Ranges = rule }).Prune(network, samples, evaluation).Report.Accuracy!;
            real = accuracy.Float;
            return $"{100 * accuracy.Integer:0.00}";
        }

        string[] cells = [.. RangeRules.All.Select(rule => Accuracy(calibration, rule)), Accuracy(synthetic, RangeRules.Default)];
        table.Row([subject.Name, density, $"{100 * real:0.00}", .. cells]);
    }
}
