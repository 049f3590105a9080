using System.Text.Json;
using HwGen.Cli;
using HwGen.Core.Configuration;
using HwGen.Core.IO;
using HwGen.Core.Network;
using HwGen.Pruner.Onnx;
using HwGen.Tests.Cosim.Gemm;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Cosim.Cli;

/// <summary>Whole convolutional networks on arrays whose memories hold next to nothing: every layer bit-exact.</summary>
public sealed class ConvolutionalNetworkTests : IDisposable
{
    private readonly ScratchFolder scratch = new();

    public void Dispose() => scratch.Dispose();

    public static TheoryData<string> Arrays() => [.. SmallArrays.All.Select(configuration => configuration.Name)];

    [NeedsToolTheory("verilator", "g++")]
    [MemberData(nameof(Arrays))]
    public void A_residual_network_is_cut_along_K_and_N(string array)
    {
        Plan plan = Run(array, Residual(), [5, 6, 5], samples: 2);
        Assert.Contains(plan.Gemms, layer => layer.Parts.Any(part => part.FirstK > 0));
        Assert.Contains(plan.Gemms, layer => layer.Parts.Any(part => part.FirstN > 0));
        Assert.Contains(plan.Gemms, layer => layer.K % SmallArrays.Named(array).Block != 0);
    }

    [NeedsToolTheory("verilator", "g++")]
    [MemberData(nameof(Arrays))]
    public void A_network_with_groups_runs(string array)
    {
        Plan plan = Run(array, Grouped(), [3, 7, 8], samples: 2);
        Assert.Equal([1, 9, 1, 2], plan.Gemms.Take(4).Select(layer => layer.Groups));
    }

    [NeedsToolTheory("verilator", "g++")]
    [InlineData(17)]
    [InlineData(23)]
    [InlineData(41)]
    public void An_odd_network_runs(int seed)
    {
        RandomNetwork drawn = RandomNetwork.Draw(seed, 2, 3 + (seed % 6));
        Run(SmallArrays.All[seed % SmallArrays.All.Count].Name, drawn.Sketch.Build(drawn.Output), drawn.Samples.Shape[1..], samples: 2);
    }

    [NeedsToolFact("verilator", "g++")]
    public void Kernels_run_as_blocks_beside_layers_that_have_none()
    {
        Plan plan = Run(Accelerators.Configuration("int8-pattern-2x9x2_2x2"), Residual(), [5, 6, 5], samples: 2);
        Assert.Equal([true, true, false], plan.Gemms.OfType<ConvolutionLayer>().Select(layer => layer.TapsFastest));
        Assert.All(plan.Gemms.Take(2), layer => Assert.All(layer.Kept, kept => Assert.Equal(4, kept)));
    }

    [NeedsToolFact("verilator", "g++")]
    public void Layers_that_are_named_run_and_the_others_do_not()
    {
        Plan plan = Run(SmallArrays.All[0].Name, Grouped(), [3, 7, 8], samples: 1);
        string[] names = [.. plan.Gemms.Select(layer => layer.Name)];
        CommandRun Layers(params string[] options) => Command(["run", scratch.At("out"), "--input", scratch.At("samples.npy"), "--count", "1", "--json", .. options]);
        // In front of the layers that run, the golden model computes with a bias that the images do not have.
        GemmLayer wrong = plan.Gemms.ElementAt(1);
        string file = scratch.At(Path.Combine("out", wrong.Parameters));
        GemmParameters numbers = GemmParametersFile.Read(file, wrong.K, wrong.N);
        GemmParametersFile.Write(file, numbers with { Channels = [.. numbers.Channels.Select(channel => channel with { Bias = channel.Bias + 100_000 })] });

        CommandRun others = Layers("--layers", $"{names[3]},{names[0]}", "--layers", names[2]);
        Assert.Equal((ExitCode.Good, ""), (others.Code, others.Error));
        JsonElement result = JsonDocument.Parse(others.Out).RootElement;
        Assert.Equal([names[0], names[2], names[3]], result.GetProperty("layers").EnumerateArray().Select(layer => layer.GetProperty("name").GetString()));
        Assert.Equal([names[1], .. names[4..]], result.GetProperty("golden_layers").EnumerateArray().Select(name => name.GetString()));
        Assert.All(result.GetProperty("layers").EnumerateArray(), layer => Assert.InRange(Clocks(layer, "dense", "ideal"), 1, long.MaxValue));

        CommandRun itself = Layers("--layers", names[1]);
        Assert.Equal(ExitCode.CheckFailed, itself.Code);
        Assert.Contains($"layer {names[1]}: output[", itself.Error, StringComparison.Ordinal);
    }

    private Plan Run(string array, ModelProto model, int[] shape, int samples) => Run(SmallArrays.Named(array), model, shape, samples);

    private Plan Run(ArrayConfiguration array, ModelProto model, int[] shape, int samples)
    {
        OnnxFile.Save(scratch.At("network.onnx"), model);
        NpyFile.Write(scratch.At("samples.npy"), Normal(3, 1, [4 * samples, .. shape]));
        File.WriteAllText(scratch.At("array.yaml"), ConfigurationWriter.Write(array));
        CommandRun pruned = Command(
            "prune", scratch.At("network.onnx"), "-c", scratch.At("array.yaml"), "--method", "magnitude", "--calibration", scratch.At("samples.npy"), "-o", scratch.At("out"));
        Assert.Equal((ExitCode.Good, ""), (pruned.Code, pruned.Error));
        CommandRun run = Command("run", scratch.At("out"), "--input", scratch.At("samples.npy"), "--count", $"{samples}", "--json");
        Assert.Equal((ExitCode.Good, ""), (run.Code, run.Error));

        Plan plan = PlanFile.Read(scratch.At("out/plan.json"));
        JsonElement layers = JsonDocument.Parse(run.Out).RootElement.GetProperty("layers");
        Assert.Equal(plan.Gemms.Select(layer => layer.Name), layers.EnumerateArray().Select(layer => layer.GetProperty("name").GetString()));
        Assert.All(layers.EnumerateArray(), layer => Assert.Equal(0, layer.GetProperty("mismatches").GetInt64()));
        Assert.All(layers.EnumerateArray(), layer => Assert.InRange(Clocks(layer, "dense", "ideal"), Clocks(layer, "cycles", "ideal"), long.MaxValue));
        return plan;
    }

    private static long Clocks(JsonElement layer, string network, string which) => layer.GetProperty(network).GetProperty(which).GetInt64();

    private CommandRun Command(params string[] line) => CommandRun.Of(scratch.At("logs"), line);

    /// <summary>5 x 6 x 5 through two convolutions and their sum, a pool, a convolution that skips, the mean and a fully connected layer.</summary>
    private static ModelProto Residual()
    {
        var sketch = new OnnxSketch(13, 5, 6, 5);
        string first = sketch.Node("Relu", [Convolution(sketch, OnnxSketch.Input, [29, 5, 3, 3], [1, 1, 1, 1])]);
        string second = Convolution(sketch, first, [29, 29, 3, 3], [1, 1, 1, 1]);
        string sum = sketch.Node("Relu", [sketch.Node("Add", [first, second])]);
        string pooled = sketch.Node("MaxPool", [sum], OnnxModelBuilder.Integers("kernel_shape", 2, 2), OnnxModelBuilder.Integer("ceil_mode", 1));
        string skipped = Convolution(sketch, pooled, [13, 29, 3, 2], [1, 0, 1, 1], OnnxModelBuilder.Integers("strides", 2, 1));
        string mean = sketch.Node("Flatten", [sketch.Node("GlobalAveragePool", [skipped])]);
        return sketch.Build(sketch.Node("Gemm", [mean, sketch.Constant(Normal(9, 0.5, 13, 7))]));
    }

    /// <summary>3 x 7 x 8 through a convolution, a depthwise and a pointwise one, one in two groups, and a concatenation.</summary>
    private static ModelProto Grouped()
    {
        var sketch = new OnnxSketch(11, 3, 7, 8);
        string first = sketch.Node("LeakyRelu", [Convolution(sketch, OnnxSketch.Input, [9, 3, 3, 3], [0, 1, 2, 1], OnnxModelBuilder.Integers("strides", 2, 1))]);
        string depthwise = sketch.Node("Relu", [Convolution(sketch, first, [9, 1, 3, 3], [1, 1, 1, 1], OnnxModelBuilder.Integer("group", 9))]);
        string pointwise = Convolution(sketch, depthwise, [10, 9, 1, 1], [0, 0, 0, 0]);
        string grouped = Convolution(sketch, pointwise, [6, 5, 2, 3], [0, 1, 1, 1], OnnxModelBuilder.Integer("group", 2));
        string both = sketch.Node("Concat", [grouped, first], OnnxModelBuilder.Integer("axis", 1));
        string mean = sketch.Node("ReduceMean", [both], OnnxModelBuilder.Integers("axes", 2, 3), OnnxModelBuilder.Integer("keepdims", 0));
        return sketch.Build(sketch.Node("MatMul", [mean, sketch.Constant(Normal(9, 0.5, 15, 5))]));
    }

    private static string Convolution(OnnxSketch sketch, string input, int[] weights, long[] pads, params AttributeProto[] more)
    {
        Tensor<float> values = Normal(input.Length, 1.4 / Math.Sqrt(weights[1] * weights[2] * weights[3]), weights);
        return sketch.Node("Conv", [input, sketch.Constant(values), sketch.Constant(Normal(5, 0.2, weights[0]))], [OnnxModelBuilder.Integers("pads", pads), .. more]);
    }

    private static Tensor<float> Normal(int seed, double deviation, params int[] shape)
    {
        var random = new Random(seed);
        var tensor = new Tensor<float>(shape);
        for (int i = 0; i < tensor.Count; i++)
            tensor.Values[i] = (float)(deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        return tensor;
    }
}
