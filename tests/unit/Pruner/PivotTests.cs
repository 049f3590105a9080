using HwGen.Core.Configuration;
using HwGen.Core.Errors;
using HwGen.Core.IO;
using HwGen.Core.Network;
using HwGen.Core.Samples;
using HwGen.Pruner;
using HwGen.Pruner.Graph;
using HwGen.Pruner.Onnx;
using HwGen.Pruner.Permutation;
using HwGen.Pruner.Pruning;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Unit.Pruner;

/// <summary>Matrix pivoting: blocks that go whole after channels have changed places.</summary>
public sealed class PivotTests : IDisposable
{
    private static readonly ArrayConfiguration Pivot = TestArray.Of("pivot", (1, 1), (2, 4), block: 4, lanes: 4, kept: 4) with { Scheme = SchemeKind.Pivot, BlockPercent = 50 };

    private readonly ScratchFolder scratch = new();

    public void Dispose() => scratch.Dispose();

    /// <summary>A block-diagonal matrix whose rows and columns were shuffled: half of the blocks hold everything.</summary>
    [Fact]
    public void A_shuffled_block_diagonal_matrix_is_found()
    {
        for (var seed = 1; seed <= 5; seed++)
        {
            var random = new Random(seed);
            int[] inputs = Shuffle(random, 8), outputs = Shuffle(random, 8);
            var middle = new Tensor<float>([.. Enumerable.Range(0, 64).Select(i => outputs[i / 8] / 4 == inputs[i % 8] / 4 ? 1 + (float)random.NextDouble() : 0f)], 8, 8);
            var network = Three(random, middle, 8);
            var (order, gains) = Find(network, "middle", new BlockStructure(4, 4, 50) { IsPivoted = true });
            var gain = Assert.Single(gains);
            Assert.Equal(1, gain.After, 9);
            var stays = new BlockStructure(4, 4, 50).Choose(Squares(order.Apply(network).Gemms.Single(l => l.Name == "middle").Weights));
            Assert.All(order.Apply(network).Gemms.Single(l => l.Name == "middle").Weights.Values.Zip(stays), pair => Assert.True(pair.Second || pair.First == 0));
        }
    }

    /// <summary>All 35 x 35 ways to put 8 inputs into two blocks and 8 outputs into two N-tiles: the best most of the time, else within a hundredth.</summary>
    [Fact]
    public void The_best_order_of_a_small_matrix_is_found()
    {
        var missed = 0;
        for (var seed = 1; seed <= 8; seed++)
        {
            var random = new Random(seed);
            var middle = Draw(random, 8, 8);
            var network = Three(random, middle, 8);
            var weights = network.Gemms.Single(l => l.Name == "middle").Weights;
            int[][] halves = [.. Enumerable.Range(0, 256).Where(set => int.PopCount(set) == 4 && (set & 1) != 0).Select(set => Enumerable.Range(0, 8).OrderBy(k => 1 - (set >> k & 1)).ToArray())];
            var best = halves.Max(rows => halves.Max(columns => Kept(weights, rows, columns)));
            var gain = Assert.Single(Find(network, "middle", new BlockStructure(4, 4, 50) { IsPivoted = true }).Gains);
            int[] file = [.. Enumerable.Range(0, 8)];
            Assert.Equal(Kept(weights, file, file), gain.Before, 5);
            Assert.InRange(gain.After, 0.99 * best, best + 1e-6);
            missed += gain.After < best - 1e-6 ? 1 : 0;
        }

        Assert.InRange(missed, 0, 2);
    }

    /// <summary>Rows of two kinds, shuffled: with blocks of one k, N-tiles of one kind share the columns that stay (block column-row pruning).</summary>
    [Fact]
    public void Output_channels_that_read_the_same_inputs_come_into_one_N_tile()
    {
        var random = new Random(2);
        var kinds = Shuffle(random, 8);
        var middle = new Tensor<float>([.. Enumerable.Range(0, 64).Select(i => kinds[i / 8] < 4 == (i % 8 % 3 == 0) ? 1f + (float)random.NextDouble() : 0.01f)], 8, 8);
        var (order, gains) = Find(Three(random, middle, 8), "middle", new BlockStructure(1, 4, 50) { IsPivoted = true });
        Assert.True(gains[0].After > 0.85 && gains[0].Before < 0.75, $"{gains[0]}");
        Assert.Equal(1, order.ColumnsOf("middle").Chunk(4).Select(tile => tile.Count(n => kinds[n] < 4)).Count(count => count == 4));
    }

    [Fact]
    public void Half_of_the_blocks_of_each_N_tile_go_and_more_is_kept_than_without_pivoting()
    {
        var (network, samples) = Residual();
        var pruned = new NetworkPruner(Pivot, new PruneOptions()).Prune(network, samples);
        Assert.All(pruned.Report.Permuted, gain => Assert.InRange(gain.After, gain.Before, 1));
        Assert.True(pruned.Report.Permuted.Sum(g => g.After) > pruned.Report.Permuted.Sum(g => g.Before) + 0.1);
        Assert.Equal("blocks of 4, 50%, pivoted", pruned.Report.Layers[1].Structure);
        foreach (var image in pruned.Images.Where(i => i.Key != "images/conv0").Select(i => i.Value))
            Assert.All(image.Tiles, tile => Assert.InRange(tile.Blocks, 1, (image.KBlocks + 1) / 2));
        var plain = new NetworkPruner(Pivot with { Scheme = SchemeKind.Block }, new PruneOptions()).Prune(network, samples);
        Assert.True(pruned.Report.Layers.Sum(l => l.Error) < plain.Report.Layers.Sum(l => l.Error));
    }

    /// <summary>The file is in its own order, the array's images in another; both compute the same, and masks bring the order back.</summary>
    [Fact]
    public void What_is_written_keeps_the_order_of_the_file()
    {
        var (network, samples) = Residual();
        PrunedFolder.Write(new NetworkPruner(Pivot, new PruneOptions()).Prune(network, samples), scratch.At("out"));
        var file = OnnxReader.Read(scratch.At("out/pruned.onnx"));
        Near(FloatInterpreter.Run(file, samples.Inputs), IntegerNetwork.Load(scratch.At("out")), samples);
        var again = new NetworkPruner(Pivot, new PruneOptions()) { Masks = WeightMasks.Read(scratch.At("out/masks.npz")) }.Prune(file, samples);
        Near(FloatInterpreter.Run(file, samples.Inputs), again.Network, samples);
        var first = IntegerNetwork.Load(scratch.At("out")).Plan.Gemms;
        Assert.Equal(first.Select(l => l.Parts.Count), again.Network.Plan.Gemms.Select(l => l.Parts.Count));
        foreach (var image in again.Images.Where(i => i.Key != "images/conv0").Select(i => i.Value))
            Assert.All(image.Tiles, tile => Assert.InRange(tile.Blocks, 1, (image.KBlocks + 1) / 2));
    }

    [Fact]
    public void A_layer_is_whole_or_as_the_scheme_says()
    {
        var (network, samples) = Residual();
        var layer = network.Gemms.Last().Name;
        PruneOptions Keep(int count) => new() { KeptOfLayer = new Dictionary<string, IReadOnlyList<int>> { [layer] = [count] } };
        Assert.Equal("dense", new NetworkPruner(Pivot, Keep(4)).Prune(network, samples).Report.Layers[^1].Structure);
        Assert.Equal(
            $"layer '{layer}': kept 2, must be array.block (4), which leaves the layer dense: scheme pivot keeps blocks whole",
            Assert.Throws<InputException>(() => new NetworkPruner(Pivot, Keep(2)).Prune(network, samples)).Message);
    }

    private static (HwGen.Pruner.Graph.Channels.ChannelOrder Order, IReadOnlyList<ChannelGain> Gains) Find(NetworkGraph network, string name, BlockStructure structure) =>
        new PivotPermutation(layer => layer.Name == name ? structure : new DenseStructure(), needsStatistics: false).Find(network, new Tensor<float>(1, 3));

    private static double Kept(Tensor<float> weights, int[] rows, int[] columns)
    {
        double Block(int[] k, int[] n) => k.Sum(i => n.Sum(j => (double)weights.Values[(i * 8) + j] * weights.Values[(i * 8) + j]));
        return columns.Chunk(4).Sum(tile => rows.Chunk(4).Max(block => Block(block, tile))) / weights.Values.Sum(w => (double)w * w);
    }

    private static Tensor<double> Squares(Tensor<float> weights) => new(Array.ConvertAll(weights.Values, w => (double)w * w), weights.Shape);

    private static int[] Shuffle(Random random, int count)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        random.Shuffle(order);
        return order;
    }

    private static Tensor<float> Draw(Random random, params int[] shape)
    {
        var tensor = new Tensor<float>(shape);
        for (var i = 0; i < tensor.Count; i++)
            tensor.Values[i] = (float)(random.NextDouble() + random.NextDouble() - 1);
        return tensor;
    }

    // first, middle, last; the channels around the middle are free.
    private static NetworkGraph Three(Random random, Tensor<float> middle, int channels) => OnnxReader.Read(
        new OnnxModelBuilder("three", 3).Gemm("first", Draw(random, channels, 3), Draw(random, channels)).Relu("relu1").Gemm("middle", middle, Draw(random, channels)).Relu("relu2")
            .Gemm("last", Draw(random, 2, channels), Draw(random, 2)).Build(2), "three.onnx");

    private static (NetworkGraph Network, SampleSet Samples) Residual()
    {
        var random = new Random(6);
        var sketch = new OnnxSketch(13, 3, 7, 7);
        string Convolution(string input, params int[] weights) =>
            sketch.Node("Conv", [input, sketch.Constant(Draw(random, weights)), sketch.Constant(Draw(random, weights[0]))], OnnxModelBuilder.Integers("pads", 1, 1, 1, 1));
        var first = sketch.Node("Relu", [Convolution(OnnxSketch.Input, 16, 3, 3, 3)]);
        var inner = sketch.Node("Relu", [Convolution(first, 16, 16, 3, 3)]);
        var sum = sketch.Node("Relu", [sketch.Node("Add", [first, Convolution(inner, 16, 16, 3, 3)])]);
        var mean = sketch.Node("Flatten", [sketch.Node("GlobalAveragePool", [sum])]);
        return (sketch.Read(sketch.Node("Gemm", [mean, sketch.Constant(Draw(random, 16, 5))])), new SampleSet(Draw(random, 60, 3, 7, 7), null, null));
    }

    private static void Near(Tensor<float> real, IntegerNetwork integers, SampleSet samples)
    {
        var found = IntegerExecutor.RunGolden(integers, integers.Quantize(samples.Inputs));
        var largest = real.Values.Max(Math.Abs);
        for (var i = 0; i < real.Count; i++)
            Assert.InRange(integers.Plan.Output.Quantization.Dequantize(found.Values[i]) - real.Values[i], -0.05 * largest, 0.05 * largest);
    }
}
