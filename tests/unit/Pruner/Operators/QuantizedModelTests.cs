using HwGen.Core.Errors;
using HwGen.Core.IO;
using HwGen.Core.Network;
using HwGen.Pruner.Graph;
using HwGen.Pruner.Onnx;
using HwGen.Tests.Shared;
using DataType = HwGen.Pruner.Onnx.TensorProto.Types.DataType;

namespace HwGen.Tests.Unit.Pruner.Operators;

/// <summary>Models that another tool has quantized, in pairs of QuantizeLinear and DequantizeLinear.</summary>
public sealed class QuantizedModelTests
{
    /// <summary>weights 2 x 3 of int8 with a scale for each output channel, bias int32, and an activation whose Relu the tool has left out.</summary>
    [Fact]
    public void Weights_become_real_and_activations_are_cut_off()
    {
        var sketch = new OnnxSketch(13, 3);
        var input = Pair(sketch, OnnxSketch.Input, 0.5f, DataType.Int8, 0);
        var weights = sketch.Node(
            "DequantizeLinear", [sketch.Constant(Integers(DataType.Int8, [2, 3], 1, -2, 3, 4, 5, -128)), sketch.Constant(0.5f, 2), sketch.Constant(Integers(DataType.Int8, [2], 0, 0))],
            OnnxModelBuilder.Integer("axis", 0));
        var bias = sketch.Node("DequantizeLinear", [sketch.Constant(Integers(DataType.Int32, [2], 10, -20)), sketch.Constant(0.25f, 1), sketch.Constant(Integers(DataType.Int32, [2], 0, 0))], OnnxModelBuilder.Integer("axis", 0));
        var sum = sketch.Node("Gemm", [input, weights, bias], OnnxModelBuilder.Integer("transB", 1));
        var network = sketch.Read(Pair(sketch, sum, 0.25f, DataType.Uint8, 0));

        var layer = network.Gemms.Single();
        Assert.Equal([0.5f, 8, -1, 10, 1.5f, -256], layer.Weights.Values);
        Assert.Equal([2.5f, -20], layer.Bias);
        Assert.Equal(new Bounds(0, 63.75f), layer.Bounds);
        // the input is cut off at -64 and 63.5: 2 * 0.5 - 1 * -64 + 1.5 * 63.5 + 2.5, above 63.75; 16 - 640 - ... below 0
        Assert.Equal([63.75f, 0], FloatInterpreter.Run(network, new Tensor<float>([2, -1000, 1000], 1, 3)).Values);
        Assert.Equal([5f, 0], FloatInterpreter.Run(network, new Tensor<float>([2, 0, 1], 1, 3)).Values);
    }

    /// <summary>PyTorch writes activations of seven bits with a Clip of the integers; others reshape them or take the largest.</summary>
    [Fact]
    public void Integers_between_the_pair_are_cut_off_and_moved()
    {
        var sketch = new OnnxSketch(13, 4);
        string[] numbers = [sketch.Constant(new Tensor<float>([0.5f])), sketch.Constant(Integers(DataType.Uint8, [], 10))];
        var cut = sketch.Node("Clip", [sketch.Node("QuantizeLinear", [sketch.Same(OnnxSketch.Input, 4), .. numbers]), "", sketch.Constant(Integers(DataType.Uint8, [], 127))]);
        var network = sketch.Read(sketch.Node("DequantizeLinear", [sketch.Node("Reshape", [cut, sketch.Integers(0, 2, 2)]), .. numbers]));
        // (0 - 10) / 2 and (127 - 10) / 2
        Assert.Equal(new Bounds(-5, 58.5f), network.Gemms.Single().Bounds);
        Assert.Equal(new TensorQuantization(0.5, 10 - 64, -64, 63), network.Stated[network.Gemms.Single().Output]);
        Assert.Equal([-5, 3, 58.5f, 58], FloatInterpreter.Run(network, new Tensor<float>([-20, 3, 60, 58], 1, 4)).Values);
    }

    /// <summary>The integers in front of a function are the model's; what only the function's inside has is left to its table.</summary>
    [Fact]
    public void A_function_starts_at_the_integers_of_the_model()
    {
        var sketch = new OnnxSketch(13, 4);
        var x = Pair(sketch, sketch.Same(OnnxSketch.Input, 4), 0.5f, DataType.Int8, 3);
        var network = sketch.Read(Pair(sketch, sketch.Node("Mul", [x, Pair(sketch, sketch.Node("Sigmoid", [x]), 0.00390625f, DataType.Uint8, 0)]), 0.25f, DataType.Int8, 0));
        Assert.Equal([typeof(Linear), typeof(Function)], network.Operations.Select(o => o.GetType()).Take(2));
        Assert.True(network.Stated.ContainsKey(network.Operations[0].Output));
        Assert.Equal(new Bounds(-65.5f, 62), network.Gemms.Single().Bounds);
    }

    /// <summary>Tools for training with quantization leave weights as real numbers in front of the pair.</summary>
    [Theory]
    [InlineData(DataType.Int8, 0, 0, new[] { 0, -1, 63.5f, -128, 1, -2 }, new[] { 0.25f, -1, 1000, -1000, 1.25f, -1.5f })]
    [InlineData(DataType.Uint8, 2, 10, new[] { 1, -1, 126.5f, -10, -1, 2 }, new[] { 0.75f, -1, 1000, -1000, -1.25f, 2.5f })]
    public void Real_weights_are_rounded_half_to_even_and_cut_off(DataType type, int zero0, int zero1, float[] expected, float[] weights)
    {
        // by hand; two columns of scales 0.5 and 1, as in 1.25 / 0.5 = 2.5, which goes to 2
        var sketch = new OnnxSketch(13, 3);
        string[] numbers = [sketch.Constant(0.5f, 1), sketch.Constant(Integers(type, [2], zero0, zero1))];
        var real = sketch.Constant(new Tensor<float>(weights, 3, 2));
        var axis = OnnxModelBuilder.Integer("axis", 1);
        var network = sketch.Read(sketch.Node("MatMul", [OnnxSketch.Input, sketch.Node("DequantizeLinear", [sketch.Node("QuantizeLinear", [real, .. numbers], axis), .. numbers], axis)]));
        Assert.Equal(expected, network.Gemms.Single().Weights.Values);
    }

    public static TheoryData<Func<OnnxSketch, string>, string> Refused => new()
    {
        { s => s.Node("QuantizeLinear", ["x", s.Constant(1, 2, 3), s.Constant(Integers(DataType.Int8, [3], 0, 0, 0))]), "quantizelinear0' (QuantizeLinear): an activation has several scales, must have one" },
        { s => s.Node("QuantizeLinear", ["x", s.Constant(1), s.Constant(Integers(DataType.Int32, [1], 0))]), "quantizelinear0' (QuantizeLinear): integers of type Int32, must be Uint8, Int8, Uint16 or Int16" },
        {
            s => s.Node("DequantizeLinear", [s.Constant(Integers(DataType.Int8, [3, 1], 1, 2, 3)), s.Constant(1, 2), s.Constant(Integers(DataType.Int8, [2], 0, 0))], OnnxModelBuilder.Integer("axis", 0)),
            "dequantizelinear0' (DequantizeLinear): 2 scales and 2 zero points, must be 1 or 3"
        },
        { s => s.Node("QuantizeLinear", ["x", s.Constant(-1)]), "quantizelinear0' (QuantizeLinear): scale is -1, must be greater than 0" },
        { s => s.Node("DequantizeLinear", ["x", s.Constant(1)]), "dequantizelinear0' (DequantizeLinear): reads real numbers, must read the integers of a QuantizeLinear" },
        {
            s => s.Node("DequantizeLinear", [s.Node("QuantizeLinear", ["x", s.Constant(0.5f)]), s.Constant(0.25f), s.Constant(Integers(DataType.Uint8, [], 3))]),
            "dequantizelinear1' (DequantizeLinear): scale 0.25, zero point 3, Uint8, must be as those of the QuantizeLinear before it: scale 0.5, zero point 0, Uint8"
        },
        {
            s => s.Node("Mul", [s.Node("QuantizeLinear", ["x", s.Constant(0.5f)]), s.Constant(2)]),
            "mul1' (Mul): input 0 are integers of a QuantizeLinear, must be the real numbers that DequantizeLinear makes of them"
        },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_cannot_be_read_says_why(Func<OnnxSketch, string> build, string message)
    {
        var sketch = new OnnxSketch(13, 3);
        Assert.Equal($"sketch.onnx: node '{message}", Assert.Throws<InputException>(() => sketch.Read(build(sketch))).Errors[0].ToString());
    }

    /// <summary>What only turns the largest output into another form is left out, however it is written.</summary>
    [Fact]
    public void The_end_of_a_classifier_is_left_out()
    {
        var sketch = new OnnxSketch(13, 3);
        var output = sketch.Node("Softmax", [sketch.Same(OnnxSketch.Input, 3)], OnnxModelBuilder.Integer("axis", 1));
        output = sketch.Node("ArgMax", [output], OnnxModelBuilder.Integer("axis", 1), OnnxModelBuilder.Integer("keepdims", 0));
        var network = sketch.Read(sketch.Node("Cast", [output], OnnxModelBuilder.Integer("to", (int)DataType.Int32)));
        Assert.IsType<Linear>(Assert.Single(network.Operations));
    }

    [Fact]
    public void A_cast_to_integers_within_the_network_is_refused()
    {
        var sketch = new OnnxSketch(13, 3);
        var cast = sketch.Node("Cast", [sketch.Same(OnnxSketch.Input, 3)], OnnxModelBuilder.Integer("to", (int)DataType.Int32));
        Assert.Equal(
            "sketch.onnx: node 'cast1' (Cast): attribute to is Int32, must be a type of real numbers",
            Assert.Throws<InputException>(() => sketch.Read(sketch.Node("Relu", [cast]))).Errors[0].ToString());
    }

    private static string Pair(OnnxSketch sketch, string x, float scale, DataType type, int zero)
    {
        string[] numbers = [sketch.Constant(new Tensor<float>([scale])), sketch.Constant(Integers(type, [], zero))];
        return sketch.Node("DequantizeLinear", [sketch.Node("QuantizeLinear", [x, .. numbers]), .. numbers]);
    }

    private static TensorProto Integers(DataType type, int[] shape, params int[] values) => QuantizedSketch.Integers(type, shape, values);
}
