using HwGen.Cli;
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

/// <summary>Out as ONNX with masks, fine-tuned elsewhere, and back.</summary>
public sealed class FineTuningTests : IDisposable
{
    private static readonly ArrayConfiguration Nm = TestArray.Of("2of4", (1, 1), (4, 4), block: 4, lanes: 2, kept: 2);

    private readonly ScratchFolder scratch = new();

    public void Dispose() => scratch.Dispose();

    /// <summary>Strides, groups, folded batch normalizations and all else that the seeds draw.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_pruned_file_computes_what_the_pruned_network_does(int seed)
    {
        var drawn = RandomNetwork.Draw(seed, 6, 3 + (seed % 4));
        var (pruned, solutions) = Solve(drawn.Sketch.Read(drawn.Output), drawn.Samples);
        var back = OnnxReader.Read(PrunedModel.Of(pruned)!, "back.onnx");

        var expected = FloatInterpreter.Run(pruned, drawn.Samples).Values;
        var found = FloatInterpreter.Run(back, drawn.Samples).Values;
        var largest = expected.Max(Math.Abs);
        Assert.NotEqual(expected, FloatInterpreter.Run(drawn.Sketch.Read(drawn.Output), drawn.Samples).Values);
        for (var i = 0; i < found.Length; i++)
            Assert.True(Math.Abs(found[i] - expected[i]) <= 1e-4 * largest, $"seed {seed}, {drawn}: output {i} is {found[i]}, expected {expected[i]}");
        foreach (var layer in back.Gemms)
            Assert.All(layer.Weights.Values.Zip(solutions(layer.Name) ?? []), pair => Assert.True(pair.Second || pair.First == 0));
    }

    [Fact]
    public void Masks_have_the_names_and_shapes_of_the_file()
    {
        var (network, samples) = Convolutional();
        var written = new NetworkPruner(Nm, new PruneOptions()).Prune(network, samples);
        Assert.Equal(["constant0", "constant2"], written.Masks!.Masks.Keys.Order());
        Assert.Equal([6, 4, 3, 3], written.Masks.Masks["constant0"].Shape);
        Assert.Equal([3, 96], written.Masks.Masks["constant2"].Shape);
        foreach (var (name, mask) in written.Masks.Masks)
        {
            var weights = OnnxReader.Read(written.Model!, "a.onnx").Model!.Graph.Initializer.Single(i => i.Name == name).RawData;
            var values = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(weights.Span).ToArray();
            Assert.Equal(mask.Count / 2, mask.Values.Count(v => v == 1));
            Assert.All(values.Zip(mask.Values), pair => Assert.True(pair.First == 0 || pair.Second == 1));
        }
    }

    [Fact]
    public void A_fine_tuned_network_keeps_its_zeros_and_its_weights()
    {
        var (network, samples) = Convolutional();
        PrunedFolder.Write(new NetworkPruner(Nm, new PruneOptions()).Prune(network, samples), scratch.At("first"));
        var tuned = Tuned(factor: 1.5f);
        var again = new NetworkPruner(Nm, new PruneOptions()) { Masks = WeightMasks.Read(scratch.At("first/masks.npz")) }.Prune(tuned, samples);

        Assert.Equal("masked", again.Report.Method);
        Assert.Equal(["mask", "mask"], again.Report.Layers.Select(l => l.Structure));
        Assert.All(again.Report.Layers, layer => Assert.Equal(2, layer.Kept));
        foreach (var layer in tuned.Gemms)
        {
            // Within half a step of the channel's 127 steps, and exactly 0 where the file has 0.
            var back = OnnxReader.Read(again.Model!, "b.onnx").Gemms.Single(l => l.Name == layer.Name).Weights.Values;
            for (var i = 0; i < back.Length; i++)
            {
                var largest = Enumerable.Range(0, layer.K).Max(k => Math.Abs(layer.Weights.Values[(k * layer.N) + (i % layer.N)]));
                Assert.InRange(Math.Abs(back[i] - layer.Weights.Values[i]), 0, layer.Weights.Values[i] == 0 ? 0 : (0.501 * largest / 127) + 1e-6);
            }
        }
    }

    /// <summary>What is written is in the order of the file, what the array gets is not; both compute the same, and masks bring the order back.</summary>
    [Fact]
    public void Permuted_channels_come_back_with_the_masks()
    {
        var (network, samples) = Deep();
        var first = new NetworkPruner(Nm, new PruneOptions { PermutesChannels = true }).Prune(network, samples);
        PrunedFolder.Write(first, scratch.At("first"));
        var gain = Assert.Single(first.Report.Permuted);
        Assert.True(gain.After > gain.Before + 0.01, $"{gain}");

        var masks = WeightMasks.Read(scratch.At("first/masks.npz"));
        var (name, order) = Assert.Single(masks.Orders);
        Assert.Equal(("constant5", false), (name, order.SequenceEqual(Enumerable.Range(0, 8))));
        var mask = masks.Masks[name];
        Assert.True(MostOfBlock(mask, Enumerable.Range(0, 8)) > 2);
        Assert.Equal(2, MostOfBlock(mask, order));

        var tuned = Tuned(factor: 1.5f);
        var again = new NetworkPruner(Nm, new PruneOptions()) { Masks = masks }.Prune(tuned, samples);
        Assert.All(again.Report.Layers, layer => Assert.Equal(2, layer.Kept));
        Assert.Equal(masks.Orders, again.Masks!.Orders);
        Assert.Equal(mask.Values, again.Masks.Masks[name].Values);
        var real = FloatInterpreter.Run(tuned, samples.Inputs);
        var back = FloatInterpreter.Run(OnnxReader.Read(again.Model!, "b.onnx"), samples.Inputs);
        var integers = IntegerExecutor.RunGolden(again.Network, again.Network.Quantize(samples.Inputs));
        var largest = real.Values.Max(Math.Abs);
        for (var i = 0; i < real.Count; i++)
        {
            Assert.InRange(Math.Abs(back.Values[i] - real.Values[i]) / largest, 0, 0.02);
            Assert.InRange(Math.Abs(again.Network.Plan.Output.Quantization.Dequantize(integers.Values[i]) - real.Values[i]) / largest, 0, 0.05);
        }
    }

    [Fact]
    public void An_order_that_channels_cannot_take_is_refused()
    {
        var (network, samples) = Deep();
        PrunedFolder.Write(new NetworkPruner(Nm, new PruneOptions { PermutesChannels = true }).Prune(network, samples), scratch.At("first"));
        var (masks, tuned) = (WeightMasks.Read(scratch.At("first/masks.npz")), Tuned(factor: 1));
        foreach (int[] wrong in new int[][] { [1, 1, 2, 3, 4, 5, 6, 7], [1, 0], [0, 1, 2, 3, 4, 5, 6, 8] })
        {
            var pruner = new NetworkPruner(Nm, new PruneOptions()) { Masks = masks with { Orders = new Dictionary<string, int[]> { ["constant5"] = wrong } } };
            Assert.Equal(
                $"{scratch.At("first/masks.npz")}[constant5.order]: the network's channels cannot take this order, must be as an earlier run wrote it",
                Assert.Throws<InputException>(() => pruner.Prune(tuned, samples)).Message);
        }
    }

    [Fact]
    public void Everything_that_does_not_agree_with_the_masks_is_listed_at_once()
    {
        var (network, samples) = Convolutional();
        PrunedFolder.Write(new NetworkPruner(Nm, new PruneOptions()).Prune(network, samples), scratch.At("first"));
        var masks = WeightMasks.Read(scratch.At("first/masks.npz"));
        var wrong = new Dictionary<string, Tensor<byte>>
        {
            ["constant0"] = new([.. masks.Masks["constant0"].Values.Select(v => (byte)(1 - v))], 6, 4, 3, 3),
            ["constant2"] = masks.Masks["constant2"].Reshape(96, 3),
            ["other"] = new(1),
        };
        var tuned = OnnxReader.Read(scratch.At("first/pruned.onnx"));
        var largest = tuned.Gemms.First().Weights.Values.Max(Math.Abs);
        var errors = Assert.Throws<InputException>(() => new WeightMasks("m.npz", wrong).Require(tuned)).Errors.Select(e => e.ToString()).ToArray();
        Assert.Matches(@"^pruned: weights 'constant0': \d+ outside the mask are not 0 \(the largest is \d\.\d+\), multiply them with the mask before they are exported$", errors[0]);
        Assert.Equal("m.npz[constant2]: shape 96 x 3, must be 3 x 96", errors[1]);
        Assert.Equal("m.npz[other]: the network has no weights of this name, must be one of constant0, constant2", errors[2]);
        Assert.InRange(largest, 0.01f, 10);
    }

    [Fact]
    public void Masks_leave_nothing_to_choose()
    {
        var digits = RepositoryFolder.At("examples/digits");
        string[] line = ["prune", $"{digits}/digits.onnx", "-c", "int8-4of8-1x8x1_8x8", "--calibration", $"{digits}/calibration.npz"];
        Assert.Equal(ExitCode.Good, CommandRun.Of(scratch.At("logs"), [.. line, "--method", "magnitude", "-o", scratch.At("first")]).Code);
        line[1] = scratch.At("first/pruned.onnx");
        line = [.. line, "--masks", scratch.At("first/masks.npz"), "-o", scratch.At("second")];

        var run = CommandRun.Of(scratch.At("logs"), line);
        Assert.Equal((ExitCode.Good, ""), (run.Code, run.Error));
        Assert.Matches(@"  layer1 +256 +256 +mask +50\.0% ", run.Out);
        Assert.Matches(@"took \d+\.\d s and at most \d+ MiB of memory\n$", run.Out);
        Assert.Equal(
            "--permute: channels, together with --masks, which bring the order with them\n",
            CommandRun.Of(scratch.At("logs"), [.. line, "--permute", "channels"]).Error);
        var refused = CommandRun.Of(scratch.At("logs"), [.. line, "--kept", "layer1=2"]);
        Assert.Equal((ExitCode.BadInput, "--masks: together with --method, --kept or --budget, must be alone: the masks say which weights stay\n"), (refused.Code, refused.Error));
    }

    public static TheoryData<int> Seeds() => new(Enumerable.Range(1, 25));

    private NetworkGraph Tuned(float factor)
    {
        var model = OnnxFile.Load(scratch.At("first/pruned.onnx"));
        foreach (var tensor in model.Graph.Initializer.Where(i => i.Dims.Count > 1))
        {
            var values = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(tensor.RawData.Span).ToArray();
            tensor.RawData = Google.Protobuf.ByteString.CopyFrom(System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(
                [.. values.Select((v, i) => v == 0 ? 0 : (v * factor) + (0.01f * (i % 7)))]));
        }

        return OnnxReader.Read(model, "tuned.onnx");
    }

    /// <summary>Every layer without groups pruned, also where channels do not fill blocks.</summary>
    private static (NetworkGraph Pruned, Func<string, bool[]?> Masks) Solve(NetworkGraph network, Tensor<float> samples)
    {
        var options = new PruneOptions { Method = PruningMethods.Named("magnitude"), KeptOfLayer = network.Gemms.Where(l => l.Origin is not null && !l.IsInGroups).ToDictionary(l => l.Name, _ => (IReadOnlyList<int>)[2]) };
        var (pruned, solutions) = new NetworkSolver(new LayerSolver(Nm, options)).Solve(network, samples);
        return (pruned, name => solutions[name].Mask);
    }

    // Over [N, channels, 3, 3]: most weights that stay of 4 consecutive channels of a tap.
    private static int MostOfBlock(Tensor<byte> mask, IEnumerable<int> order) =>
        (from n in Enumerable.Range(0, mask.Shape[0])
         from tap in Enumerable.Range(0, 9)
         from block in order.Chunk(4)
         select block.Count(channel => mask.Values[(((n * mask.Shape[1]) + channel) * 9) + tap] != 0)).Max();

    private static (NetworkGraph Network, SampleSet Samples) Convolutional()
    {
        var random = new Random(3);
        Tensor<float> Normal(params int[] shape) => Draw(random, shape);
        var sketch = new OnnxSketch(13, 4, 6, 6);
        var hidden = sketch.Node("Relu", [sketch.Node("Conv", [OnnxSketch.Input, sketch.Constant(Normal(6, 4, 3, 3)), sketch.Constant(Normal(6))])]);
        var output = sketch.Node("Gemm", [sketch.Node("Flatten", [hidden]), sketch.Constant(Normal(3, 96))], OnnxModelBuilder.Integer("transB", 1), OnnxModelBuilder.Real("alpha", 0.5f));
        return (sketch.Read(output), new SampleSet(Normal(40, 4, 6, 6), null, null));
    }

    /// <summary>Two convolutions, a batch normalization behind each.</summary>
    private static (NetworkGraph Network, SampleSet Samples) Deep()
    {
        var random = new Random(4);
        var sketch = new OnnxSketch(13, 4, 7, 7);
        var name = OnnxSketch.Input;
        foreach (var inputs in new[] { 4, 8 })
        {
            float[] Positive() => [.. Draw(random, 8).Values.Select(v => 1.5f + v)];
            name = sketch.Node("Conv", [name, sketch.Constant(Draw(random, 8, inputs, 3, 3))]);
            name = sketch.Node("BatchNormalization", [name, sketch.Constant(Positive()), sketch.Constant(Draw(random, 8)), sketch.Constant(Draw(random, 8)), sketch.Constant(Positive())]);
            name = sketch.Node("Relu", [name]);
        }

        var output = sketch.Node("Gemm", [sketch.Node("Flatten", [name]), sketch.Constant(Draw(random, 72, 3))]);
        return (sketch.Read(output), new SampleSet(Draw(random, 40, 4, 7, 7), null, null));
    }

    private static Tensor<float> Draw(Random random, params int[] shape)
    {
        var tensor = new Tensor<float>(shape);
        for (var i = 0; i < tensor.Count; i++)
            tensor.Values[i] = (float)(random.NextDouble() + random.NextDouble() - 1);
        return tensor;
    }
}
