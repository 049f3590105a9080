using HwGen.Core.Configuration;
using HwGen.Core.IO;
using HwGen.Core.Network;
using HwGen.Core.Samples;
using HwGen.Pruner;
using HwGen.Pruner.Graph;
using HwGen.Pruner.Permutation;
using HwGen.Pruner.Pruning;
using HwGen.Pruner.Quantization;
using HwGen.Pruner.Quantization.Ranges;

namespace HwGen.Bench.Accuracy;

/// <summary>Top-1 with each rule for the ranges of activations, and without any samples.</summary>
internal static class CalibrationBench
{
    // The smallest and largest number that each network takes.
    private static readonly (string Network, float Low, float High)[] Networks = [("fmnist_cnn", 0, 1), ("mlperf_ic_resnet8", 0, 255)];

    private const int MostSamples = 2000;

    private static readonly (string Density, string Configuration)[] Densities = [("dense", "int8-dense-1x8x1_8x8"), ("4:8", "int8-4of8-1x8x1_8x8")];

    public static void Run()
    {
        if (DataFolder.Missing() is { } reason)
        {
            Console.WriteLine(reason);
            return;
        }

        var table = new BenchTable(["network          ", "samples", "kept ", "float ", .. RangeRules.All.Select(rule => rule.Name), "synthetic samples"]);
        foreach ((string name, float low, float high) in Networks)
            foreach ((string density, string configuration) in Densities)
                Row(table, AccuracySubject.All.Single(subject => subject.Name == name), (low, high), density, ConfigurationFile.Read(configuration));
    }

    private static void Row(BenchTable table, AccuracySubject subject, (float Low, float High) range, string density, ArrayConfiguration configuration)
    {
        NetworkGraph network = subject.ReadNetwork(DataFolder.Path);
        SampleSet evaluation = subject.ReadEvaluation(DataFolder.Path, network).Take(MostSamples);
        Tensor<float> calibration = subject.ReadCalibration(DataFolder.Path, network).Inputs;
        string[] cells =
        [
            .. Accuracies(network, configuration, calibration, RangeRules.All, evaluation),
            .. Accuracies(network, configuration, SyntheticSamples.Draw(network.InputShape, range, seed: 1), [RangeRules.Default], evaluation),
        ];
        double real = Classification.Of(FloatInterpreter.Run(network, evaluation.Inputs), evaluation.Labels!).Accuracy;
        table.Row([subject.Name, evaluation.Count, density, $"{100 * real:0.00}", .. cells]);
    }

    // Layers are solved once; the ranges of activations come after.
    private static IEnumerable<string> Accuracies(NetworkGraph network, ArrayConfiguration configuration, Tensor<float> calibration, IReadOnlyList<IRangeRule> rules, SampleSet evaluation)
    {
        var solver = new LayerSolver(configuration, new PruneOptions());
        var order = new ChannelPermutation(solver.StructureOf, needsStatistics: true).Find(network, calibration).Order;
        var (pruned, solutions) = new NetworkSolver(solver).Solve(order.Apply(network), calibration);
        foreach (IRangeRule rule in rules)
        {
            IntegerNetwork integers = new Lowering(configuration, pruned, solutions, ActivationRanges.Measure(pruned, calibration, rule)).Run(null);
            yield return $"{100 * Classification.Of(IntegerExecutor.RunVectorized(integers, integers.Quantize(evaluation.Inputs)), evaluation.Labels!).Accuracy:0.00}";
        }
    }
}
