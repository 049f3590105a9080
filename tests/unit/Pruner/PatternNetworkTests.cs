using HwGen.Core.Configuration;
using HwGen.Core.Errors;
using HwGen.Core.IO;
using HwGen.Core.Network;
using HwGen.Core.Samples;
using HwGen.Pruner;
using HwGen.Pruner.Graph;
using HwGen.Pruner.Onnx;
using HwGen.Pruner.Pruning;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Unit.Pruner;

/// <summary>Kernel patterns from the file to the integer network and back.</summary>
public sealed class PatternNetworkTests : IDisposable
{
    private static readonly ArrayConfiguration Pattern = TestArray.Of("pattern", (1, 1), (2, 4), block: 9, lanes: 4, kept: 4) with { Scheme = SchemeKind.Pattern, Patterns = 3 };

    private readonly ScratchFolder scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public void Kernels_of_the_file_keep_four_taps_in_one_of_three_ways()
    {
        var (network, samples) = Network();
        var pruned = new NetworkPruner(Pattern, new PruneOptions()).Prune(network, samples);
        Assert.Equal(["4:9, 3 patterns", "dense", "dense", "4:9, 3 patterns", "4:9"], pruned.Report.Layers.Select(l => l.Structure));
        var masks = pruned.Masks!.Masks.Where(m => m.Value.Rank == 4).ToArray();
        Assert.Equal(["8 x 3 x 3 x 3", "7 x 8 x 3 x 3"], masks.Select(m => Tensor<byte>.Describe(m.Value.Shape)));
        foreach (var (name, mask) in masks)
        {
            string[] kernels = [.. mask.Values.Chunk(9).Select(taps => string.Concat(taps))];
            Assert.InRange(kernels.Distinct().Count(), 2, 3);
            Assert.All(kernels, kernel => Assert.Equal(4, kernel.Count(tap => tap == '1')));
            Assert.All(Weights(pruned.Model!, name).Chunk(9).Zip(kernels), pair => Assert.All(pair.First.Zip(pair.Second), tap => Assert.True(tap.Second == '1' || tap.First == 0)));
        }
    }

    /// <summary>The float network that was written, which knows no order of K, against the integer network in both orders.</summary>
    [Fact]
    public void The_integer_network_computes_what_the_written_file_does()
    {
        var (network, samples) = Network();
        PrunedFolder.Write(new NetworkPruner(Pattern, new PruneOptions()).Prune(network, samples), scratch.At("out"));
        var integers = IntegerNetwork.Load(scratch.At("out"));
        Assert.Equal([true, false, false, true], integers.Plan.Gemms.OfType<ConvolutionLayer>().Select(l => l.TapsFastest));
        Near(FloatInterpreter.Run(OnnxReader.Read(scratch.At("out/pruned.onnx")), samples.Inputs), integers, samples, 0.05);
    }

    [Fact]
    public void Masks_bring_the_patterns_back()
    {
        var (network, samples) = Network();
        PrunedFolder.Write(new NetworkPruner(Pattern, new PruneOptions()).Prune(network, samples), scratch.At("out"));
        var tuned = OnnxReader.Read(scratch.At("out/pruned.onnx"));
        var again = new NetworkPruner(Pattern, new PruneOptions()) { Masks = WeightMasks.Read(scratch.At("out/masks.npz")) }.Prune(tuned, samples);
        Assert.Equal([4, 4, 4], again.Report.Layers.Where(l => l.Structure == "mask").Select(l => l.Kept));
        Near(FloatInterpreter.Run(tuned, samples.Inputs), again.Network, samples, 0.05);
    }

    [Fact]
    public void Whole_kernels_go_where_blocks_do()
    {
        var (network, samples) = Network();
        var layers = new NetworkPruner(Pattern with { BlockPercent = 50 }, new PruneOptions()).Prune(network, samples).Report.Layers;
        Assert.Equal("4:9, 3 patterns in 50%", layers[3].Structure);
        Assert.InRange(layers[3].Density, 0.2, 4.0 / 18);
        Assert.InRange(layers[3].Cycles, 1, layers[3].DenseCycles / 6);
    }

    [Fact]
    public void A_network_without_such_kernels_is_refused()
    {
        var (network, samples) = Network();
        Assert.Equal(
            "network: no convolution has kernels of 8 taps (array.block), which patterns need; scheme nm keeps 4 of 8 anywhere",
            Assert.Throws<InputException>(() => new NetworkPruner(Pattern with { Block = 8 }, new PruneOptions()).Prune(network with { Name = "network" }, samples)).Message);
    }

    [Fact]
    public void A_layer_has_one_number_of_taps()
    {
        var (network, samples) = Network();
        var layer = network.Gemms.First();
        var options = new PruneOptions { KeptOfLayer = new Dictionary<string, IReadOnlyList<int>> { [layer.Name] = [4, 3] } };
        Assert.Equal(
            $"layer '{layer.Name}': kept 4/3, must be one number: the patterns are those of the whole layer",
            Assert.Throws<InputException>(() => new NetworkPruner(Pattern, options).Prune(network, samples)).Message);
        options = new PruneOptions { KeptOfLayer = new Dictionary<string, IReadOnlyList<int>> { [layer.Name] = [9] } };
        Assert.Equal("dense", new NetworkPruner(Pattern, options).Prune(network, samples).Report.Layers[0].Structure);
    }

    private static void Near(Tensor<float> real, IntegerNetwork integers, SampleSet samples, double share)
    {
        var found = IntegerExecutor.RunGolden(integers, integers.Quantize(samples.Inputs));
        var largest = real.Values.Max(Math.Abs);
        for (var i = 0; i < real.Count; i++)
            Assert.InRange(integers.Plan.Output.Quantization.Dequantize(found.Values[i]) - real.Values[i], -share * largest, share * largest);
    }

    private static float[] Weights(ModelProto model, string name) =>
        System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(model.Graph.Initializer.Single(i => i.Name == name).RawData.Span).ToArray();

    // 3 x 3 kernels over 3 channels, depthwise, pointwise over 8 channels, 3 x 3 with a stride, fully connected.
    private static (NetworkGraph Network, SampleSet Samples) Network()
    {
        var random = new Random(5);
        Tensor<float> Draw(params int[] shape)
        {
            var tensor = new Tensor<float>(shape);
            for (var i = 0; i < tensor.Count; i++)
                tensor.Values[i] = (float)(random.NextDouble() + random.NextDouble() - 1);
            return tensor;
        }

        var sketch = new OnnxSketch(13, 3, 7, 6);
        var name = sketch.Node("Relu", [sketch.Node("Conv", [OnnxSketch.Input, sketch.Constant(Draw(8, 3, 3, 3))], OnnxModelBuilder.Integers("pads", 1, 1, 1, 1))]);
        name = sketch.Node("Conv", [name, sketch.Constant(Draw(8, 1, 3, 3))], OnnxModelBuilder.Integer("group", 8));
        name = sketch.Node("Relu", [sketch.Node("Conv", [name, sketch.Constant(Draw(8, 8, 1, 1))])]);
        name = sketch.Node("Relu", [sketch.Node("Conv", [name, sketch.Constant(Draw(7, 8, 3, 3))], OnnxModelBuilder.Integers("strides", 2, 1))]);
        var output = sketch.Node("Gemm", [sketch.Node("Flatten", [name]), sketch.Constant(Draw(28, 3))]);
        return (sketch.Read(output), new SampleSet(Draw(60, 3, 7, 6), null, null));
    }
}
