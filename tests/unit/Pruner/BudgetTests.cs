using HwGen.Core.Configuration;
using HwGen.Core.Errors;
using HwGen.Core.IO;
using HwGen.Core.Samples;
using HwGen.Pruner;
using HwGen.Pruner.Budget;
using HwGen.Pruner.Pruning;
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
    public void Bad_budgets_are_refused(string text) =>
        Assert.Equal($"--budget: {text}, must be cycles=SHARE with a share of the dense clocks above 0, at most 1", Assert.Throws<InputException>(() => CycleBudget.ParseShare(text)).Message);

    [DataFact]
    public void A_real_network_stays_within_its_budget()
    {
        var configuration = new ArrayConfiguration { Name = "4of8", TileRows = 1, TileColumns = 1, MeshRows = 8, MeshColumns = 8, Block = 8, Lanes = 1, Scheme = SchemeKind.Nm, Kept = 4 };
        var network = NetworkPruner.Read(DataFolder.At("networks/fmnist_mlp.onnx"));
        var samples = SampleFile.Read(DataFolder.At("fashion-mnist/calibration1024.npz"), network.InputShape, new SampleOptions(1 / 255.0));
        var kept = new CycleBudget(configuration, 0.4).Allot(network, samples.Inputs, new Dictionary<string, int>());
        var options = new PruneOptions { Method = new SparseGptMethod(), KeptOfLayer = kept };
        var report = new NetworkPruner(configuration, options).Prune(network, samples).Report;
        Assert.InRange((double)report.Cycles / report.DenseCycles, 0.3, 0.4);
        Assert.Equal(
            "--budget: cycles=0.1: the fewest clocks are 0.125 of the dense ones",
            Assert.Throws<InputException>(() => new CycleBudget(configuration, 0.1).Allot(network, samples.Inputs, new Dictionary<string, int>())).Message);
    }
}
