using HwGen.Core.Configuration;
using HwGen.Core.Samples;
using HwGen.Pruner;
using HwGen.Pruner.Graph;
using HwGen.Pruner.Pruning;
using HwGen.Pruner.Report;

namespace HwGen.Bench.Accuracy;

/// <summary>Accuracy and clocks of each sparse structure on the configuration that is shipped for it; a convolution that comes first stays dense.</summary>
internal static class StructureBench
{
    // Block percent 0: that of the configuration.
    private static readonly (string Network, string Configuration, int BlockPercent)[] Runs =
    [
        ("mlperf_ic_resnet8", "int8-4of8-2x8x2_4x4", 0),
        ("mlperf_ic_resnet8", "int8-2of8-1x8x1_4x4", 0),
        ("mlperf_ic_resnet8", "int8-2of4-1x4x1_4x4", 0),
        ("mlperf_ic_resnet8", "int8-pattern-2x9x2_2x2", 0),
        ("mlperf_ic_resnet8", "int8-block-1x8x1_4x4", 0),
        ("mlperf_ic_resnet8", "int8-column-1x1x1_4x4", 0),
        ("mlperf_ic_resnet8", "int8-pivot-1x4x2_4x4", 0),
        ("mlperf_ic_resnet8", "int8-pivot-1x1x1_4x4", 0),
        ("mlperf_ic_resnet8", "int8-hierarchical-1x4x1_4x4", 0),
        ("fmnist_mlp", "int8-pivot-1x4x2_4x4", 25),
        ("fmnist_mlp", "int8-pivot-1x1x1_4x4", 25),
    ];

    public static void Run()
    {
        if (DataFolder.Missing() is { } reason)
        {
            Console.WriteLine(reason);
            return;
        }

        Console.WriteLine("Clocks and bytes: ideal clocks and images, in shares of the same array's with all weights.\n");
        var table = new BenchTable("network          ", "configuration              ", "structure                ", "clocks", "bytes", "float", "int8 ");
        foreach ((string name, string shipped, int percent) in Runs)
        {
            AccuracySubject subject = AccuracySubject.All.Single(s => s.Name == name);
            NetworkGraph network = subject.ReadNetwork(DataFolder.Path);
            ArrayConfiguration array = ConfigurationFile.Read(shipped);
            array = percent == 0 ? array : array with { BlockPercent = percent };
            var options = new PruneOptions { KeptOfLayer = network.Gemms.Take(1).OfType<Convolution>().ToDictionary(layer => layer.Name, _ => (IReadOnlyList<int>)[array.Block]) };
            SampleSet calibration = subject.ReadCalibration(DataFolder.Path, network), evaluation = subject.ReadEvaluation(DataFolder.Path, network);
            PruneReport report = new NetworkPruner(array, options).Prune(network, calibration, evaluation).Report;
            table.Row(
                name, shipped, report.Layers[1].Structure, $"{100.0 * report.Cycles / report.DenseCycles:0.0}%", $"{100.0 * report.ImageBytes / report.DenseBytes:0.0}%",
                $"{100 * report.Accuracy!.Float:0.00}", $"{100 * report.Accuracy.Integer:0.00}");
        }
    }
}
