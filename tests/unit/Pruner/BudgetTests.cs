using HwGen.Core.Configuration;
using HwGen.Core.Errors;
using HwGen.Core.IO;
using HwGen.Core.Samples;
using HwGen.Pruner;
using HwGen.Pruner.Budget;
using HwGen.Pruner.Graph;
using HwGen.Pruner.Pruning;
using HwGen.Pruner.Report;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Unit.Pruner;

public sealed class BudgetTests
{
    [Fact]
    public void The_allotment_is_the_best_of_all()
    {
        for (var seed = 0; seed < 30; seed++)
        {
            var random = new Random(seed);
            LayerChoice[][] layers = [.. Enumerable.Range(0, 4).Select(_ => Enumerable.Range(1, 4).Select(n => new LayerChoice(n, n * random.Next(1, 20), random.NextDouble() / n)).ToArray())];
            IEnumerable<LayerChoice[]> all = [[]];
            foreach (var layer in layers)
                all = [.. all.SelectMany(before => layer.Select(choice => (LayerChoice[])[.. before, choice]))];
            var possible = all.Where(c => c.Sum(x => x.Cost) <= 90).ToArray();
            var chosen = Allotment.Choose(layers, 90);
            Assert.True(possible.Length == 0 == (chosen is null), $"seed {seed}");
            if (chosen is not null)
            {
                Assert.True(chosen.Sum(c => c.Cost) <= 90, $"seed {seed}");
                Assert.Equal(possible.Min(c => c.Sum(x => x.Error)), chosen.Sum(c => c.Error), 12);
            }
        }
    }

    [Theory]
    [InlineData("cycles=0")]
    [InlineData("cycles=1.5")]
    [InlineData("clocks=0.5")]
    [InlineData("bytes=-1")]
    public void Bad_budgets_are_refused(string text) =>
        Assert.Equal($"--budget: {text}, must be cycles=SHARE or bytes=SHARE with a share of the dense network above 0, at most 1", Assert.Throws<InputException>(() => BudgetRequest.Parse(text)).Message);

    [DataTheory]
    [InlineData("cycles=0.4")]
    [InlineData("bytes=0.5")]
    public void A_real_network_stays_within_its_budget(string text)
    {
        var (network, samples) = Small();
        var request = BudgetRequest.Parse(text);
        var kept = new DensityBudget(Configuration, request).Allot(network, samples.Inputs, new Dictionary<string, int>());
        var report = Prune(network, samples, kept);
        var dense = Prune(network, samples, network.Gemms.ToDictionary(g => g.Name, _ => Configuration.Block));
        var used = request.Kind is CycleKind ? (double)report.Cycles / dense.Cycles : (double)report.ImageBytes / dense.ImageBytes;
        Assert.InRange(used, request.Share - 0.1, request.Share);
        Assert.True(kept.Values.Distinct().Count() > 1, "all layers have one density");
    }

    [DataFact]
    public void A_budget_that_no_density_meets_is_refused()
    {
        var (network, samples) = Small();
        Assert.Equal(
            "--budget: cycles=0.1: the fewest clocks are 0.125 of the dense ones",
            Assert.Throws<InputException>(() => new DensityBudget(Configuration, BudgetRequest.Parse("cycles=0.1")).Allot(network, samples.Inputs, new Dictionary<string, int>())).Message);
    }

    [DataFact]
    public void Convolutions_in_groups_stay_dense_within_a_budget()
    {
        var network = NetworkPruner.Read(DataFolder.At("networks/mlperf_kws_dscnn.onnx"));
        var samples = SampleFile.Read(DataFolder.At("speech-commands/calibration500.npz"), network.InputShape, new SampleOptions(0.5847029, 83)).Take(16);
        var kept = new DensityBudget(Configuration, BudgetRequest.Parse("cycles=0.9")).Allot(network, samples.Inputs, new Dictionary<string, int>());
        Assert.All(network.Gemms.Where(g => g.IsInGroups), g => Assert.Equal(Configuration.Block, kept[g.Name]));
        Assert.Contains(network.Gemms, g => kept[g.Name] < Configuration.Block);
    }

    private static ArrayConfiguration Configuration { get; } =
        new() { Name = "4of8", TileRows = 1, TileColumns = 1, MeshRows = 8, MeshColumns = 8, Block = 8, Lanes = 1, Scheme = SchemeKind.Nm, Kept = 4 };

    private static (NetworkGraph Network, SampleSet Samples) Small()
    {
        var network = NetworkPruner.Read(DataFolder.At("networks/fmnist_mlp.onnx"));
        return (network, SampleFile.Read(DataFolder.At("fashion-mnist/calibration1024.npz"), network.InputShape, new SampleOptions(1 / 255.0)).Take(200));
    }

    private static PruneReport Prune(NetworkGraph network, SampleSet samples, IReadOnlyDictionary<string, int> kept) =>
        new NetworkPruner(Configuration, new PruneOptions { Method = new SparseGptMethod(), KeptOfLayer = kept }).Prune(network, samples).Report;
}
