using HwGen.Core.Configuration;
using HwGen.Core.Image;
using HwGen.Core.Network;
using HwGen.Core.Samples;
using HwGen.Pruner;
using HwGen.Pruner.Graph;
using HwGen.Pruner.Pruning;

namespace HwGen.Bench.Accuracy;

/// <summary>What each scheme costs and leaves of a network at about half of its weights, on arrays of 8 x 8 outputs.</summary>
internal static class SchemeBench
{
    private static readonly (string Name, SchemeKind Scheme, int Block, int Lanes, int Kept, int Patterns)[] Arrays =
    [
        ("dense", SchemeKind.Dense, 8, 8, 8, 8),
        ("nm 4:8", SchemeKind.Nm, 8, 4, 4, 8),
        ("nm 2:4", SchemeKind.Nm, 4, 2, 2, 8),
        ("pattern 4:9, any", SchemeKind.Pattern, 9, 4, 4, 126),
        ("pattern 4:9 of 12", SchemeKind.Pattern, 9, 4, 4, 12),
        ("pattern 4:9 of 8", SchemeKind.Pattern, 9, 4, 4, 8),
        ("pattern 4:9 of 4", SchemeKind.Pattern, 9, 4, 4, 4),
        ("block of 8", SchemeKind.Block, 8, 8, 8, 8),
        ("pivot, block of 8", SchemeKind.Pivot, 8, 8, 8, 8),
        ("block of 4", SchemeKind.Block, 4, 4, 4, 8),
        ("pivot, block of 4", SchemeKind.Pivot, 4, 4, 4, 8),
        ("column", SchemeKind.Column, 1, 1, 1, 8),
        ("pivot, block of 1", SchemeKind.Pivot, 1, 1, 1, 8),
    ];

    /// <param name="name">of a network of the test data</param>
    public static void Run(string name)
    {
        if (DataFolder.Missing() is { } reason)
        {
            Console.WriteLine(reason);
            return;
        }

        AccuracySubject subject = AccuracySubject.All.Single(s => s.Name == name);
        NetworkGraph network = subject.ReadNetwork(DataFolder.Path);
        SampleSet calibration = subject.ReadCalibration(DataFolder.Path, network);
        SampleSet evaluation = subject.ReadEvaluation(DataFolder.Path, network);
        string first = network.Gemms.First().Name;
        Console.WriteLine($"{name}, 8 x 8 outputs, half of the blocks where blocks go; {first} dense; multiplier clocks: ideal clocks times multipliers, of those without any sparsity.\n");
        var table = new BenchTable("scheme             ", "multipliers", "density", "weights", "metadata", "lists ", "multiplier clocks", "int8  ");
        foreach (var array in Arrays)
        {
            ArrayConfiguration configuration = Configuration(array);
            var options = new PruneOptions { KeptOfLayer = new Dictionary<string, IReadOnlyList<int>> { [first] = [configuration.Block] } };
            Row(table, array.Name, configuration, new NetworkPruner(configuration, options).Prune(network, calibration, evaluation));
        }
    }

    private static void Row(BenchTable table, string name, ArrayConfiguration configuration, PrunedNetwork pruned)
    {
        WeightImage[] images = [.. pruned.Images.Values];
        long words = images.Sum(image => (long)image.WeightWords) * configuration.NTile;
        long entries = images.Sum(image => (long)image.ListEntries);
        GemmLayer[] layers = [.. pruned.Network.Plan.Gemms];
        long products = layers.Sum(layer => layer.RowsPerSample * layer.WeightCount) * pruned.Report.Batch;
        double kept = layers.Sum(layer => (long)pruned.Network.ParametersOf(layer).Weights.Values.ToArray().Count(weight => weight != 0)) / (double)layers.Sum(layer => layer.WeightCount);
        table.Row(
            name, configuration.Lanes * configuration.MTile * configuration.NTile, $"{100 * kept:0.0}%",
            words * configuration.Lanes * configuration.WeightBits / 8, words * configuration.MetadataWidth / 8, 2 * entries,
            $"{100.0 * pruned.Report.Cycles * configuration.Lanes * configuration.MTile * configuration.NTile / products:0.0}%",
            $"{100 * pruned.Report.Accuracy!.Integer:0.00}");
    }

    private static ArrayConfiguration Configuration((string Name, SchemeKind Scheme, int Block, int Lanes, int Kept, int Patterns) array) => ConfigurationRules.Require(new()
    {
        Name = "bench",
        TileRows = 1,
        TileColumns = 1,
        MeshRows = 8,
        MeshColumns = 8,
        Block = array.Block,
        Lanes = array.Lanes,
        Scheme = array.Scheme,
        Kept = array.Kept,
        BlockPercent = array.Scheme is SchemeKind.Block or SchemeKind.Column or SchemeKind.Pivot ? 50 : 100,
        Patterns = array.Patterns,
    });
}
