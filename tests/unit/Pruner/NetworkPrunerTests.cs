using HwGen.Core.Configuration;
using HwGen.Core.Errors;
using HwGen.Core.Golden;
using HwGen.Core.Image;
using HwGen.Core.IO;
using HwGen.Core.Network;
using HwGen.Core.Samples;
using HwGen.Pruner;
using HwGen.Pruner.Graph;
using HwGen.Pruner.Onnx;
using HwGen.Pruner.Pruning;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Unit.Pruner;

public sealed class NetworkPrunerTests
{
    private static readonly ArrayConfiguration Nm = TestArray.Of("4of8", (1, 2), (2, 2), block: 8, lanes: 2, kept: 4);

    private static readonly ArrayConfiguration Dense = Nm with { Name = "dense", Scheme = SchemeKind.Dense, Kept = 8 };

    [Fact]
    public void A_dense_integer_network_stays_within_a_step_of_the_float_one()
    {
        var (network, samples) = Random(1);
        var integers = new NetworkPruner(Dense, new PruneOptions()).Prune(network, samples).Network;
        var real = FloatInterpreter.Run(network, samples.Inputs);
        var found = IntegerExecutor.RunGolden(integers, integers.Quantize(samples.Inputs));
        var largest = real.Values.Max(Math.Abs);
        for (var i = 0; i < real.Count; i++)
            Assert.InRange(integers.Plan.Output.Quantization.Dequantize(found.Values[i]) - real.Values[i], -0.03 * largest, 0.03 * largest);
    }

    [Fact]
    public void A_channel_without_weights_gives_its_bias()
    {
        var model = new OnnxModelBuilder("bias", 8)
            .Gemm("fc1", new Tensor<float>([.. Enumerable.Repeat(0f, 8), .. Enumerable.Repeat(0.1f, 8)], 2, 8), new Tensor<float>([0.7f, 0], 2)).Relu("relu")
            .Gemm("fc2", new Tensor<float>([1, 0, 0, 1], 2, 2), new Tensor<float>(2)).Build(2);
        var samples = new SampleSet(new Tensor<float>([1, 1, 1, 1, 1, 1, 1, 1], 1, 8), null, null);
        var integers = new NetworkPruner(Dense, new PruneOptions()).Prune(OnnxReader.Read(model, "bias.onnx"), samples).Network;
        var output = IntegerExecutor.RunGolden(integers, integers.Quantize(samples.Inputs));
        Assert.Equal(0.7, integers.Plan.Output.Quantization.Dequantize(output.Values[0]), 2);
        Assert.Equal(0.8, integers.Plan.Output.Quantization.Dequantize(output.Values[1]), 2);
    }

    [Theory]
    [InlineData("dense")]
    [InlineData("nm")]
    [InlineData("block")]
    public void What_is_written_reads_back_and_its_images_hold_the_dense_numbers(string scheme)
    {
        var configuration = scheme switch
        {
            "dense" => Dense,
            "nm" => Nm,
            _ => Dense with { Name = "block", Scheme = SchemeKind.Block, BlockPercent = 50 },
        };
        using var folder = new ScratchFolder();
        var (network, samples) = Random(2);
        var pruned = new NetworkPruner(configuration, new PruneOptions()).Prune(network, samples);
        var files = PrunedFolder.Write(pruned, folder.At("out"));
        Assert.Contains("plan.json", files);
        Assert.Contains("report.txt", files);
        var read = IntegerNetwork.Load(folder.At("out"));
        var input = read.Quantize(samples.Inputs);
        Assert.Equal(IntegerExecutor.RunGolden(pruned.Network, input).Values, IntegerExecutor.RunGolden(read, input).Values);
        foreach (var layer in read.Plan.Gemms)
            for (var i = 0; i < layer.Images.Count; i++)
            {
                var (image, part) = (ImageReader.Read(folder.At($"out/{layer.Images[i]}.json"), configuration), layer.Parts[i]);
                Assert.Equal(read.ParametersOf(layer).Weights.Part(part.FirstK, part.FirstN, part.K, part.N), ImageDecoder.Decode(image));
            }
    }

    [Fact]
    public void The_same_input_gives_the_same_files()
    {
        using var folder = new ScratchFolder();
        var (network, samples) = Random(3);
        foreach (var name in new[] { "a", "b" })
            PrunedFolder.Write(new NetworkPruner(Nm, new PruneOptions()).Prune(network, samples), folder.At(name));
        foreach (var file in Directory.EnumerateFiles(folder.At("a"), "*", SearchOption.AllDirectories))
            Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(file.Replace(folder.At("a"), folder.At("b"), StringComparison.Ordinal)));
    }

    [Fact]
    public void Single_layers_may_keep_more()
    {
        var (network, samples) = Random(4);
        var options = new PruneOptions { KeptOfLayer = new Dictionary<string, IReadOnlyList<int>> { ["fc1"] = [8], ["fc2"] = [1] } };
        var layers = new NetworkPruner(Nm, options).Prune(network, samples).Report.Layers;
        Assert.Equal(["dense", "1:8"], layers.Select(l => l.Structure));
        Assert.Equal([8, 1], layers.Select(l => l.Kept));
    }

    [Fact]
    public void Layers_that_the_network_does_not_have_are_refused()
    {
        var (network, samples) = Random(4);
        var options = new PruneOptions { KeptOfLayer = new Dictionary<string, IReadOnlyList<int>> { ["fc9"] = [8] } };
        Assert.Equal("layer 'fc9': not in the network, must be one of fc1, fc2", Assert.Throws<InputException>(() => new NetworkPruner(Nm, options).Prune(network, samples)).Message);
    }

    [Fact]
    public void Kept_beyond_the_block_is_refused()
    {
        var (network, samples) = Random(4);
        var options = new PruneOptions { KeptOfLayer = new Dictionary<string, IReadOnlyList<int>> { ["fc1"] = [9] } };
        Assert.Equal("layer 'fc1': kept 9, must be 1 to array.block (8)", Assert.Throws<InputException>(() => new NetworkPruner(Nm, options).Prune(network, samples)).Message);
    }

    [Theory]
    [InlineData(8, 16)]
    [InlineData(16, 32)]
    public void Weights_get_fewer_steps_where_the_accumulator_is_narrow(int bits, int accumulatorBits)
    {
        var (network, samples) = Random(4);
        var configuration = Dense with { AccumulatorBits = accumulatorBits, WeightBits = bits, ActivationBits = bits };
        var integers = new NetworkPruner(configuration, new PruneOptions()).Prune(network, samples).Network;
        foreach (var layer in integers.Plan.Gemms)
            AccumulatorRange.Require(integers.ParametersOf(layer).Weights, 1 << (bits - 1), accumulatorBits, layer.Name);
        var real = FloatInterpreter.Run(network, samples.Inputs);
        var found = IntegerExecutor.RunGolden(integers, integers.Quantize(samples.Inputs));
        var largest = real.Values.Max(Math.Abs);
        for (var i = 0; i < real.Count; i++)
            Assert.InRange(integers.Plan.Output.Quantization.Dequantize(found.Values[i]) - real.Values[i], -0.1 * largest, 0.1 * largest);
    }

    [Fact]
    public void An_accumulator_too_narrow_for_useful_weights_is_refused()
    {
        var (network, samples) = Random(4);
        var configuration = Dense with { AccumulatorBits = 12, ActivationBits = 8, WeightBits = 4 };
        var message = Assert.Throws<InputException>(() => new NetworkPruner(configuration, new PruneOptions()).Prune(network, samples)).Message;
        Assert.Matches(@"^layer 'fc1': output channel \d+: sums up to \d+ need an accumulator of 1[345] bits, numbers.accumulator_bits is 12$", message);
    }

    /// <summary>Beyond the squares that a float can hold nothing could be fitted, and what overflows has no scale.</summary>
    [Theory]
    [InlineData("descent", -3e30f, 1, "activation 'input': -3E+30")]
    [InlineData("descent", 1, 3e30f, "outputs of layer 'fc': 3E+30")]
    [InlineData("magnitude", 1, 3e30f, "outputs of layer 'fc': 3E+30")]
    [InlineData("dense", 1, 3e30f, "activation 'output': 3E+30")]
    public void Numbers_too_large_to_compute_with_are_refused(string method, float sample, float weight, string found)
    {
        var network = OnnxReader.Read(new OnnxModelBuilder("large", 1).Gemm("fc", new Tensor<float>([weight], 1, 1), new Tensor<float>([0], 1)).Build(1), "large.onnx");
        var samples = new SampleSet(new Tensor<float>([sample], 1, 1), null, null);
        var pruner = method == "dense" ? new NetworkPruner(Dense, new PruneOptions()) : new NetworkPruner(Nm, new PruneOptions { Method = PruningMethods.Named(method) });
        Assert.Equal(
            $"{found} on the calibration samples, must be a number of at most 1E+15 in magnitude: samples, weights or a scale are too large",
            Assert.Throws<InputException>(() => pruner.Prune(network, samples)).Message);
    }

    [Theory]
    [InlineData(9, 0, "labels of the calibration samples: up to 9, must be below the number of the network's outputs, 3")]
    [InlineData(2, 3, "labels of the evaluation samples: up to 3, must be below the number of the network's outputs, 3")]
    public void Labels_without_an_output_are_refused(int calibration, int evaluation, string message)
    {
        var sketch = new OnnxSketch(13, 3);
        SampleSet Samples(int label) => new(new Tensor<float>([1, 2, 3], 1, 3), [label], null);
        var network = sketch.Read(sketch.Same(OnnxSketch.Input, 3));
        Assert.Equal(message, Assert.Throws<InputException>(() => new NetworkPruner(Dense, new PruneOptions()).Prune(network, Samples(calibration), Samples(evaluation))).Message);
    }

    /// <summary>Labels say nothing about an image of outputs.</summary>
    [Fact]
    public void A_network_without_classes_states_no_accuracy()
    {
        var sketch = new OnnxSketch(13, 2, 3);
        var samples = new SampleSet(new Tensor<float>([1, 2, 3, 4, 5, 6], 1, 2, 3), [99], null);
        Assert.Null(new NetworkPruner(Dense, new PruneOptions()).Prune(sketch.Read(sketch.Same(OnnxSketch.Input, 3)), samples).Report.Accuracy);
    }

    [Fact]
    public void A_bias_that_dwarfs_its_weights_stays_exact()
    {
        var model = new OnnxModelBuilder("bias", 2).Gemm("fc", new Tensor<float>([1e-12f, 1e-12f, 1, 1], 2, 2), new Tensor<float>([5, 0.5f], 2)).Build(2);
        var samples = new SampleSet(new Tensor<float>([1, 1], 1, 2), null, null);
        var integers = new NetworkPruner(Dense, new PruneOptions()).Prune(OnnxReader.Read(model, "bias.onnx"), samples).Network;
        var output = IntegerExecutor.RunGolden(integers, integers.Quantize(samples.Inputs));
        Assert.Equal(5, integers.Plan.Output.Quantization.Dequantize(output.Values[0]), 3);
        Assert.Equal(2.5, integers.Plan.Output.Quantization.Dequantize(output.Values[1]), 1);
    }

    [Fact]
    public void A_method_that_is_not_known_is_refused() =>
        Assert.Equal("method: magic, must be one of magnitude, refit, sparsegpt, alps, descent", Assert.Throws<InputException>(() => PruningMethods.Named("magic")).Message);

    private static (NetworkGraph Network, SampleSet Samples) Random(int seed)
    {
        var random = new Random(seed);
        var model = new OnnxModelBuilder("random", 1, 5, 4).Flatten("flatten")
            .Gemm("fc1", Normal(random, 12, 20), Normal(random, 12)).Relu("relu")
            .Gemm("fc2", Normal(random, 3, 12), Normal(random, 3)).Build(3);
        return (OnnxReader.Read(model, "random.onnx"), new SampleSet(Normal(random, 50, 1, 5, 4), null, null));
    }

    private static Tensor<float> Normal(Random random, params int[] shape)
    {
        var tensor = new Tensor<float>(shape);
        for (var i = 0; i < tensor.Count; i++)
            tensor.Values[i] = (float)(random.NextDouble() + random.NextDouble() - 1);
        return tensor;
    }
}
