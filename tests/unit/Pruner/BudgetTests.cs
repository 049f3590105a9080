using HwGen.Core.Configuration;
using HwGen.Core.Errors;
using HwGen.Core.IO;
using HwGen.Core.Network;
using HwGen.Core.Samples;
using HwGen.Pruner;
using HwGen.Pruner.Budget;
using HwGen.Pruner.Graph;
using HwGen.Pruner.Pruning;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Unit.Pruner;

public sealed class BudgetTests
{
    [Theory]
    [InlineData("cycles=0")]
    [InlineData("cycles=1.5")]
    [InlineData("clocks=0.5")]
    [InlineData("bytes=-1")]
    [InlineData("bytes=NaN")]
    [InlineData("drop=-1")]
    [InlineData("drop=abc")]
    [InlineData("drop=100")]
    [InlineData("drop=")]
    [InlineData("drop")]
    public void Bad_budgets_are_refused(string text) => Assert.Equal(
        $"--budget: {text}, must be cycles=SHARE or bytes=SHARE with a share of the dense network above 0, at most 1, or drop=POINTS with percentage points of accuracy from 0, below 100",
        Assert.Throws<InputException>(() => BudgetRequest.Parse(text)).Message);

    [Theory]
    [InlineData("cycles=0.4", "clocks")]
    [InlineData("bytes=1", "bytes")]
    [InlineData("drop=0", "clocks")]
    [InlineData("drop=1.5", "clocks")]
    public void A_budget_is_read_as_it_is_written(string text, string unit)
    {
        Assert.Equal(text, $"{BudgetRequest.Parse(text)}");
        Assert.Equal(unit, BudgetRequest.Parse(text).Kind.Unit);
    }

    [DataTheory]
    [InlineData("cycles=0.4")]
    [InlineData("bytes=0.5")]
    public void A_real_network_stays_within_its_budget(string text)
    {
        var (network, samples) = Small();
        var request = (ShareRequest)BudgetRequest.Parse(text);
        var chosen = Budget(request).Choose(network, samples);
        var report = Prune(network, samples, chosen).Report;
        var dense = Prune(network, samples, chosen with { Kept = network.Gemms.ToDictionary(g => g.Name, _ => (IReadOnlyList<int>)[Configuration.Block]) }).Report;
        var used = request.Kind is CycleKind ? (double)report.Cycles / dense.Cycles : (double)report.ImageBytes / dense.ImageBytes;
        Assert.InRange(used, request.Share - 0.1, request.Share);
        Assert.Equal(used, chosen.Trade.Candidates.Single(c => c.IsTaken).Share, 3);
        Assert.Equal(request.Kind is CycleKind ? dense.Cycles : dense.ImageBytes, chosen.Trade.DenseCost);
        Assert.True(chosen.Kept.Values.SelectMany(k => k).Distinct().Count() > 1, "the network has one density");
        var tried = chosen.Trade.Candidates.Where(c => c.Accuracy is not null).ToArray();
        Assert.Contains(tried, c => c.IsUniform);
        Assert.All(tried, c => Assert.True(c.Share <= request.Share && c.Accuracy <= tried.Single(t => t.IsTaken).Accuracy));
    }

    // The figure, worked out again from the samples apart.
    [DataTheory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_is_reported_was_measured_on_the_samples_held_back(bool hasLabels)
    {
        var (network, all) = Small();
        var samples = hasLabels ? all : all with { Labels = null };
        var chosen = Budget(new ShareRequest(new CycleKind(), 0.2), permutes: true).Choose(network, samples);
        Assert.NotNull(chosen.Arrangement);
        var split = SampleSplit.Of(samples)!;
        var integers = Prune(network, split.Fitted, chosen).Network;
        var found = IntegerExecutor.RunGolden(integers, integers.Quantize(split.HeldBack.Inputs));
        var real = FloatInterpreter.Run(network, split.HeldBack.Inputs);
        int[] wanted = hasLabels ? [.. split.HeldBack.Labels!] : Largest(real);
        double Share(int[] classes) => classes.Zip(wanted).Count(pair => pair.First == pair.Second) / (double)wanted.Length;
        var taken = chosen.Trade.Candidates.Single(c => c.IsTaken);
        Assert.Equal(hasLabels ? "top-1" : "agreement", chosen.Trade.Measure);
        Assert.Equal(50, chosen.Trade.HeldBack);
        Assert.Equal(Share(Largest(real)), chosen.Trade.Reference!.Value, 9);
        Assert.Equal(Share(Largest(found)), taken.Accuracy!.Value, 9);
        Assert.Equal(100 * (chosen.Trade.Reference.Value - taken.Accuracy.Value), taken.Drop!.Value, 9);
    }

    [DataFact]
    public void A_drop_is_kept_on_the_samples_held_back()
    {
        var (network, samples) = Small();
        var chosen = Budget(new DropRequest(4)).Choose(network, samples);
        var taken = chosen.Trade.Candidates.Single(c => c.IsTaken);
        Assert.InRange(taken.Drop!.Value, -100, 4);
        Assert.InRange(taken.Share, 0.12, 0.6);
        Assert.InRange(chosen.Trade.Candidates.Count(c => c.Accuracy is not null), 2, 9);
    }

    [DataFact]
    public void Few_samples_are_enough_for_a_share_but_not_for_a_drop()
    {
        var (network, samples) = Small();
        var few = samples.Take(63);
        var chosen = Budget(new ShareRequest(new CycleKind(), 0.5)).Choose(network, few);
        Assert.Null(chosen.Trade.Measure);
        Assert.Equal("63 calibration samples, must be at least 64, a quarter of which is held back to judge on", chosen.Trade.Objection);
        Assert.All(chosen.Trade.Candidates, c => Assert.Null(c.Accuracy));
        Assert.Equal(
            "--budget: drop=1: accuracy cannot be measured: 63 calibration samples, must be at least 64, a quarter of which is held back to judge on",
            Assert.Throws<InputException>(() => Budget(new DropRequest(1)).Choose(network, few)).Message);
    }

    [DataFact]
    public void A_network_that_names_no_class_has_no_accuracy_to_drop()
    {
        var (whole, samples) = Small();
        var network = whole with { Output = whole.InputShape.Length > 1 ? whole.Operations[0].Output : whole.Output };
        var gemm = network.Gemms.First();
        var one = network with { Operations = [.. network.Operations.TakeWhile(o => o != gemm), gemm with { Weights = new Tensor<float>(gemm.K, 1), Bias = [1] }], Output = gemm.Output };
        Assert.Equal(
            "--budget: drop=1: accuracy cannot be measured: the network's output is 1, must be one number for each class",
            Assert.Throws<InputException>(() => Budget(new DropRequest(1)).Choose(one, samples)).Message);
    }

    [Fact]
    public void Samples_are_parted_once_and_for_all()
    {
        var all = new SampleSet(new Tensor<float>([.. Enumerable.Range(0, 300).Select(i => (float)i)], 150, 2), [.. Enumerable.Range(0, 150)], null);
        var split = SampleSplit.Of(all)!;
        Assert.Equal(37, split.HeldBack.Count);
        Assert.Equal(Enumerable.Range(0, 150), split.Fitted.Labels!.Concat(split.HeldBack.Labels!).Order());
        foreach (var part in new[] { split.Fitted, split.HeldBack })
            Assert.All(part.Labels!.Select((label, i) => (label, i)), p => Assert.Equal([2 * p.label, (2 * p.label) + 1], part.Inputs.Slice(p.i, 1).Values.Select(v => (int)v)));
        Assert.Equal(split.HeldBack.Labels, SampleSplit.Of(all)!.HeldBack.Labels);
    }

    [DataFact]
    public void Where_nothing_can_be_chosen_there_is_no_budget()
    {
        var (network, samples) = Small();
        var settled = network.Gemms.ToDictionary(g => g.Name, _ => (IReadOnlyList<int>)[4]);
        var options = new PruneOptions { Method = new SparseGptMethod(), KeptOfLayer = settled };
        Assert.Equal(
            "--budget: cycles=0.5: no layer has a density to choose: each is settled, or 4of8 takes as long whatever a block keeps",
            Assert.Throws<InputException>(() => new DensityBudget(Configuration, options, BudgetRequest.Parse("cycles=0.5")).Choose(network, samples)).Message);
    }

    [DataFact]
    public void Convolutions_in_groups_stay_dense_within_a_budget()
    {
        var network = NetworkPruner.Read(DataFolder.At("networks/mlperf_kws_dscnn.onnx"));
        var samples = SampleFile.Read(DataFolder.At("speech-commands/calibration500.npz"), network.InputShape, new SampleOptions(0.5847029, 83)).Take(16);
        var kept = Budget(BudgetRequest.Parse("cycles=0.9")).Choose(network, samples).Kept;
        Assert.All(network.Gemms.Where(g => g.IsInGroups), g => Assert.All(kept[g.Name], k => Assert.Equal(Configuration.Block, k)));
        Assert.Contains(network.Gemms, g => kept[g.Name].Any(k => k < Configuration.Block));
    }

    private static ArrayConfiguration Configuration { get; } =
        TestArray.Of("4of8", (1, 1), (8, 8), block: 8, lanes: 1, kept: 4);

    private static (NetworkGraph Network, SampleSet Samples) Small()
    {
        var network = NetworkPruner.Read(DataFolder.At("networks/fmnist_mlp.onnx"));
        return (network, SampleFile.Read(DataFolder.At("fashion-mnist/calibration1024.npz"), network.InputShape, new SampleOptions(1 / 255.0)).Take(200));
    }

    private static int[] Largest<T>(Tensor<T> outputs)
        where T : struct, IComparable<T> => [.. outputs.Values.Chunk(outputs.Stride).Select(numbers => Array.IndexOf(numbers, numbers.Max()))];

    private static DensityBudget Budget(BudgetRequest request, bool permutes = false) => new(Configuration, new PruneOptions { Method = new SparseGptMethod(), PermutesChannels = permutes }, request);

    private static PrunedNetwork Prune(NetworkGraph network, SampleSet samples, BudgetResult chosen) =>
        new NetworkPruner(Configuration, new PruneOptions { Method = new SparseGptMethod(), KeptOfLayer = chosen.Kept, PermutesChannels = chosen.Arrangement is not null }) { Arrangement = chosen.Arrangement }.Prune(network, samples);
}
