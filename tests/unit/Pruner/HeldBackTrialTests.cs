using HwGen.Core.Configuration;
using HwGen.Core.IO;
using HwGen.Core.Network;
using HwGen.Core.Samples;
using HwGen.Pruner;
using HwGen.Pruner.Budget;
using HwGen.Pruner.Graph;
using HwGen.Pruner.Graph.Channels;
using HwGen.Pruner.Onnx;
using HwGen.Pruner.Permutation;
using HwGen.Pruner.Pruning;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Unit.Pruner;

/// <summary>An allotment is judged as it will be pruned.</summary>
public sealed class HeldBackTrialTests
{
    private static readonly ArrayConfiguration Configuration =
        TestArray.Of("tiles", (1, 2), (2, 2), block: 8, lanes: 1, kept: 4);

    private static readonly PruneOptions Options = new() { Method = new SparseGptMethod() };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Channels_stand_where_the_allotment_found_them(bool isByTile)
    {
        var (network, split) = Draw();
        var trace = ChannelTrace.Of(network);
        var set = trace.Sets.Single();
        var mixed = new Arrangement(ChannelOrder.Unchanged(trace).With(set, [.. Enumerable.Range(0, set.Count).Select(place => 5 * place % set.Count)]), []);
        IReadOnlyList<int> first = isByTile ? [1, 8, 2, 5] : [3, 3, 3, 3];
        var allotment = new Allotment("by N-tile", new Dictionary<string, IReadOnlyList<int>> { ["fc1"] = first, ["fc2"] = [2] }, 0, 0);
        var trial = new HeldBackTrials(Configuration, Options, network, mixed, split).Try(allotment);
        var options = Options with { KeptOfLayer = allotment.Kept };
        var here = Change(new NetworkPruner(Configuration, options) { Arrangement = mixed }, network, split);
        var elsewhere = Change(new NetworkPruner(Configuration, options), network, split);
        Assert.NotEqual(here, elsewhere, 5);
        Assert.Equal(isByTile ? here : elsewhere, trial.OutputError, 9);
    }

    [Fact]
    public void The_deviation_comes_from_samples_on_which_networks_differ()
    {
        var (network, split) = Draw();
        var allotment = new Allotment("", new Dictionary<string, IReadOnlyList<int>> { ["fc1"] = [1], ["fc2"] = [1] }, 0, 0);
        var trial = new HeldBackTrials(Configuration, Options, network, new Arrangement(ChannelOrder.Unchanged(ChannelTrace.Of(network)), []), split).Try(allotment);
        // Without labels the float network is always right, so that what is lost is a share p of n samples: p (1 - p) / n.
        var lost = trial.Drop / 100;
        Assert.InRange(lost, 0.05, 0.7);
        Assert.Equal(1 - lost, trial.Accuracy, 9);
        Assert.Equal(100 * Math.Sqrt(lost * (1 - lost) / split.HeldBack.Count), trial.Deviation, 9);
    }

    private static double Change(NetworkPruner pruner, NetworkGraph network, SampleSplit split)
    {
        var integers = pruner.Quantize(network, split.Fitted);
        var found = IntegerExecutor.RunGolden(integers, integers.Quantize(split.HeldBack.Inputs)).Values.Select(v => integers.Plan.Output.Quantization.Dequantize(v));
        var wanted = FloatInterpreter.Run(network, split.HeldBack.Inputs).Values;
        return wanted.Zip(found, (w, f) => (w - f) * (w - f)).Sum() / wanted.Sum(w => (double)w * w);
    }

    private static (NetworkGraph Network, SampleSplit Split) Draw()
    {
        var random = new Random(5);
        var model = new OnnxModelBuilder("tiles", 24)
            .Gemm("fc1", Normal(random, 16, 24), Normal(random, 16)).Relu("relu").Gemm("fc2", Normal(random, 3, 16), Normal(random, 3)).Build(3);
        return (OnnxReader.Read(model, "tiles.onnx"), SampleSplit.Of(new SampleSet(Normal(random, 400, 24), null, null))!);
    }

    private static Tensor<float> Normal(Random random, params int[] shape)
    {
        var tensor = new Tensor<float>(shape);
        for (var i = 0; i < tensor.Count; i++)
            tensor.Values[i] = (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        return tensor;
    }
}
