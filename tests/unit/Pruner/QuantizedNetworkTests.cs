using HwGen.Core.Configuration;
using HwGen.Core.IO;
using HwGen.Core.Network;
using HwGen.Core.Samples;
using HwGen.Pruner;
using HwGen.Pruner.Graph;
using HwGen.Pruner.Onnx;
using HwGen.Pruner.Pruning;
using HwGen.Pruner.Quantization.Ranges;
using HwGen.Tests.Shared;
using DataType = HwGen.Pruner.Onnx.TensorProto.Types.DataType;

namespace HwGen.Tests.Unit.Pruner;

/// <summary>Quantized models (QDQ) run with the integers that they state.</summary>
public sealed class QuantizedNetworkTests
{
    private static readonly ArrayConfiguration Dense = TestArray.Of("dense", (1, 1), (2, 2), block: 8, lanes: 8, kept: 8) with { Scheme = SchemeKind.Dense };

    /// <summary>Types of the input and the activations behind Relu, whether zero points are in the middle, and whether weights have a scale for each channel.</summary>
    public static TheoryData<DataType, DataType, bool, bool> Forms => new()
    {
        { DataType.Int8, DataType.Int8, false, true },
        { DataType.Uint8, DataType.Uint8, false, false },
        { DataType.Int8, DataType.Uint8, true, true },
        { DataType.Uint8, DataType.Int8, true, false },
    };

    /// <summary>What may differ: multipliers have 16 bits, and a half is rounded away from zero where the standard rounds it to even.</summary>
    [Theory]
    [MemberData(nameof(Forms))]
    public void Outputs_are_the_integers_of_the_model(DataType input, DataType behindRelu, bool isSymmetric, bool isPerChannel)
    {
        var (model, samples) = Residual(input, behindRelu, isSymmetric, isPerChannel);
        var network = model.Sketch.Read(model.Name);
        var found = new NetworkPruner(Dense, new PruneOptions()).Prune(network, samples);
        Assert.Equal("scales of the model: 6 of 6 activations, weights of 3 of 3 layers", found.Report.ModelScales!.ToString());
        Assert.Empty(found.Report.ModelScales.Notes);
        Assert.InRange(Agreement(model, found.Network, samples), 0.99, 1);

        // The same by calibration, which is what --ranges minmax asks for: the comparison above tells the difference.
        var calibrated = new NetworkPruner(Dense, new PruneOptions { Ranges = new MinMaxRule() }).Prune(network, samples);
        Assert.InRange(Agreement(model, calibrated.Network, samples), 0.2, 0.97);
        Assert.Equal(["activations are calibrated: --ranges minmax"], calibrated.Report.ModelScales!.Notes);
    }

    [Fact]
    public void Weights_and_biases_are_the_integers_of_the_model()
    {
        // 3 outputs, all weights used up to -128; the second channel has a zero point that leaves numbers up to 200, more than int8 holds
        var sketch = new OnnxSketch(13, 2);
        var x = Pair(sketch, OnnxSketch.Input, 0.25f, DataType.Int8, -3);
        var weights = sketch.Node(
            "DequantizeLinear",
            [sketch.Constant(QuantizedSketch.Integers(DataType.Uint8, [2, 3], 0, 255, 128, 255, 7, 100)), sketch.Constant(0.5f, 0.125f, 2), sketch.Constant(QuantizedSketch.Integers(DataType.Uint8, [3], 128, 55, 128))],
            OnnxModelBuilder.Integer("axis", 1));
        var network = sketch.Read(sketch.Node("MatMul", [x, weights]));
        var pruned = new NetworkPruner(Dense, new PruneOptions()).Prune(network, new SampleSet(new Tensor<float>([1, 2, -3, 0.5f], 2, 2), null, null));

        var parameters = pruned.Network.ParametersOf(pruned.Network.Plan.Gemms.Single());
        Assert.Equal([-128, 127, 0, 127, -30, -28], parameters.Weights.Values.ToArray());
        Assert.Equal(
            ["matmul3: 1 of 3 output channels have scales of their own, their integers do not fit numbers.weight_bits (8) or sums numbers.accumulator_bits (32)"],
            pruned.Report.ModelScales!.Notes);
    }

    [Fact]
    public void Integers_that_the_array_does_not_have_are_calibrated()
    {
        var (model, samples) = Residual(DataType.Int8, DataType.Uint8, false, true);
        var narrow = Dense with { ActivationBits = 6 };
        var report = new NetworkPruner(narrow, new PruneOptions()).Prune(model.Sketch.Read(model.Name), samples).Report.ModelScales!;
        Assert.Equal(0, report.HeldActivations);
        Assert.StartsWith("calibrated, because the model has integers of more than numbers.activation_bits (6): x, ", Assert.Single(report.Notes), StringComparison.Ordinal);
    }

    /// <summary>A wider array has the integers of the model and no others.</summary>
    [Fact]
    public void Wider_activations_change_nothing()
    {
        var (model, samples) = Residual(DataType.Uint8, DataType.Uint8, false, true);
        var wide = new NetworkPruner(Dense with { ActivationBits = 12 }, new PruneOptions()).Quantize(model.Sketch.Read(model.Name), samples);
        Assert.InRange(Agreement(model, wide, samples), 0.99, 1);
        Assert.Equal((-128, 127), (wide.Plan.Input.Quantization.Low, wide.Plan.Input.Quantization.High));
    }

    /// <summary>Models of fewer bits hold them in int8 or uint8 and cut the integers off (QCDQ): four bits run on an array of four bits.</summary>
    [Theory]
    [InlineData(DataType.Uint8, 0, 15, 5, -3)]
    [InlineData(DataType.Int8, -7, 7, 2, 2)]
    public void Fewer_bits_are_those_of_the_array(DataType type, int low, int high, int zero, int zeroOfArray)
    {
        var sketch = new OnnxSketch(13, 2);
        string[] numbers = [sketch.Constant(new Tensor<float>([0.5f])), sketch.Constant(QuantizedSketch.Integers(type, [], zero))];
        string[] limits = [sketch.Constant(QuantizedSketch.Integers(type, [], low)), sketch.Constant(QuantizedSketch.Integers(type, [], high))];
        string x = sketch.Node("DequantizeLinear", [sketch.Node("Clip", [sketch.Node("QuantizeLinear", [OnnxSketch.Input, .. numbers]), .. limits]), .. numbers]);
        string[] scale = [sketch.Constant(new Tensor<float>([0.25f])), sketch.Constant(QuantizedSketch.Integers(DataType.Int8, [], 0))];
        string[] narrow = [sketch.Constant(QuantizedSketch.Integers(DataType.Int8, [], -7)), sketch.Constant(QuantizedSketch.Integers(DataType.Int8, [], 7))];
        string weights = sketch.Node("QuantizeLinear", [sketch.Constant(new Tensor<float>([0.75f, -9, 1, 0.25f], 2, 2)), .. scale]);
        var network = sketch.Read(sketch.Node("MatMul", [x, sketch.Node("DequantizeLinear", [sketch.Node("Clip", [weights, .. narrow]), .. scale])]));

        var pruned = new NetworkPruner(Dense with { ActivationBits = 4, WeightBits = 4 }, new PruneOptions()).Prune(network, new SampleSet(new Tensor<float>([1, 2, -3, 0.5f], 2, 2), null, null));
        Assert.Equal("scales of the model: 1 of 1 activations, weights of 1 of 1 layers", pruned.Report.ModelScales!.ToString());
        Assert.Equal([3, -7, 4, 1], pruned.Network.ParametersOf(pruned.Network.Plan.Gemms.Single()).Weights.Values.ToArray());
        Assert.Equal(new TensorQuantization(0.5, zeroOfArray, low - zero + zeroOfArray, high - zero + zeroOfArray), pruned.Network.Plan.Input.Quantization);
        Assert.DoesNotContain(pruned.Network.Plan.Layers, layer => layer is ClampLayer);
    }

    private static double Agreement(QuantizedSketch model, IntegerNetwork network, SampleSet samples)
    {
        Tensor<int> found = IntegerExecutor.RunGolden(network, network.Quantize(samples.Inputs));
        int same = 0;
        for (int i = 0; i < found.Count; i++)
        {
            double difference = Math.Round(network.Plan.Output.Quantization.Dequantize(found.Values[i]) / model.Scale) - Math.Round(model.Values.Values[i] / model.Scale);
            Assert.InRange(difference, -3, 3);
            same += difference == 0 ? 1 : 0;
        }

        return (double)same / found.Count;
    }

    // Two convolutions, a residual addition, pools and a layer of 40 outputs.
    private static (QuantizedSketch Model, SampleSet Samples) Residual(DataType input, DataType behindRelu, bool isSymmetric, bool isPerChannel)
    {
        var random = new Random(5);
        var samples = Normal(random, 1, 40, 3, 7, 6);
        var model = new QuantizedSketch(samples).Quantize(input, isSymmetric);
        var window = new DirectWindow(3, 3) { Pads = [1, 1, 1, 1] };
        model.Convolution(Normal(random, 0.3, 8, 3, 3, 3), Normal(random, 0.3, 8).Values, window, isPerChannel).Relu().Quantize(behindRelu);
        (string name, Tensor<double> values) = (model.Name, model.Values);
        model.Convolution(Normal(random, 0.2, 8, 8, 3, 3), Normal(random, 0.3, 8).Values, window, isPerChannel).Quantize(DataType.Int8, isSymmetric)
            .Add(name, values).Relu().Quantize(behindRelu)
            .MaxPool(new DirectWindow(2, 2) { Strides = [2, 2] })
            .GlobalAveragePool().Quantize(DataType.Int8)
            .Flatten()
            .Gemm(Normal(random, 0.4, 40, 8), Normal(random, 0.3, 40).Values, isPerChannel).Quantize(DataType.Int8, isSymmetric);
        return (model, new SampleSet(samples, null, null));
    }

    private static Tensor<float> Normal(Random random, double deviation, params int[] shape)
    {
        var tensor = new Tensor<float>(shape);
        for (int i = 0; i < tensor.Count; i++)
            tensor.Values[i] = (float)(deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        return tensor;
    }

    private static string Pair(OnnxSketch sketch, string x, float scale, DataType type, int zero)
    {
        string[] numbers = [sketch.Constant(new Tensor<float>([scale])), sketch.Constant(QuantizedSketch.Integers(type, [], zero))];
        return sketch.Node("DequantizeLinear", [sketch.Node("QuantizeLinear", [x, .. numbers]), .. numbers]);
    }
}
