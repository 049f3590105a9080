using HwGen.Core.IO;
using HwGen.Pruner.Graph;
using HwGen.Pruner.Onnx;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Unit.Pruner.Operators;

/// <summary>Functions of single numbers: alone a table, in a row one table, in a product with something else a table and a product.</summary>
public sealed class FunctionOperatorTests
{
    /// <summary>Samples are divided by 32 first, so that they lie where the functions bend.</summary>
    private const double Step = 1.0 / 32;

    /// <summary>Formulas of the operators' pages in the ONNX standard.</summary>
    public static TheoryData<string, AttributeProto[], Func<double, double>> Functions => new()
    {
        { "Abs", [], x => x < 0 ? -x : x },
        { "Celu", [OnnxModelBuilder.Real("alpha", 2)], x => Math.Max(0, x) + Math.Min(0, 2 * (Math.Exp(x / 2) - 1)) },
        { "Elu", [], x => x < 0 ? Math.Exp(x) - 1 : x },
        { "Elu", [OnnxModelBuilder.Real("alpha", 0.5f)], x => x < 0 ? 0.5 * (Math.Exp(x) - 1) : x },
        { "Exp", [], Math.Exp },
        { "Gelu", [], x => x / 2 * (1 + MathNet.Numerics.SpecialFunctions.Erf(x / Math.Sqrt(2))) },
        { "Gelu", [OnnxSketch.Text("approximate", "tanh")], x => x / 2 * (1 + Math.Tanh(0.7978845608 * (x + (0.044715 * Math.Pow(x, 3))))) },
        { "HardSigmoid", [], x => Math.Max(0, Math.Min(1, (0.2 * x) + 0.5)) },
        { "HardSigmoid", [OnnxModelBuilder.Real("alpha", 0.5f), OnnxModelBuilder.Real("beta", 0.25f)], x => Math.Max(0, Math.Min(1, (0.5 * x) + 0.25)) },
        { "HardSwish", [], x => x < -3 ? 0 : x > 3 ? x : x * (x + 3) / 6 },
        { "Mish", [], x => x * Math.Tanh(Math.Log(1 + Math.Exp(x))) },
        { "Neg", [], x => -x },
        { "Selu", [], x => 1.05070102 * (x > 0 ? x : (1.67326319 * Math.Exp(x)) - 1.67326319) },
        { "Sigmoid", [], x => 1 / (1 + Math.Exp(-x)) },
        { "Softplus", [], x => Math.Log(Math.Exp(x) + 1) },
        { "Softsign", [], x => x / (1 + Math.Abs(x)) },
        { "Sqrt", [], x => Math.Sqrt(Math.Max(x, 0)) },
        { "Swish", [OnnxModelBuilder.Real("alpha", 2)], x => x / (1 + Math.Exp(-2 * x)) },
        { "Tanh", [], x => (Math.Exp(2 * x) - 1) / (Math.Exp(2 * x) + 1) },
        { "ThresholdedRelu", [], x => x > 1 ? x : 0 },
    };

    [Theory]
    [MemberData(nameof(Functions))]
    public void A_function_becomes_a_table(string type, AttributeProto[] attributes, Func<double, double> function)
    {
        var network = Check((sketch, x) => sketch.Node(type, [x], attributes), function);
        Assert.Single(network.Operations.OfType<Function>());
    }

    /// <summary>erf at 0, 1/2, 1 and 2: Abramowitz and Stegun, table 7.1.</summary>
    [Fact]
    public void Erf_is_that_of_the_tables()
    {
        var sketch = new OnnxSketch(13, 5);
        var network = sketch.Read(sketch.Node("Erf", [sketch.Same(OnnxSketch.Input, 5)]));
        double[] expected = [0, 0.5204998778, 0.8427007929, 0.9953222650, -0.8427007929];
        Assert.Equal(expected, FloatInterpreter.Run(network, new Tensor<float>([0, 0.5f, 1, 2, -1], 1, 5)).Values.Select(v => (double)v), (a, b) => Math.Abs(a - b) < 1e-6);
    }

    /// <summary>What exporters write for functions that their opset has not: all of it one table.</summary>
    public static TheoryData<Func<OnnxSketch, string, string>, Func<double, double>> Compositions => new()
    {
        { (s, x) => s.Node("Mul", [x, s.Node("Sigmoid", [x])]), x => x / (1 + Math.Exp(-x)) },
        { (s, x) => s.Node("Mul", [s.Node("HardSigmoid", [x], OnnxModelBuilder.Real("alpha", 1 / 6f)), x]), x => x * Math.Clamp((x / 6) + 0.5, 0, 1) },
        { (s, x) => s.Node("Div", [s.Node("Mul", [x, s.Node("Clip", [s.Node("Add", [x, s.Constant(3)]), s.Constant(new Tensor<float>([0f])), s.Constant(new Tensor<float>([6f]))])]), s.Constant(6)]), x => x * Math.Clamp(x + 3, 0, 6) / 6 },
        { (s, x) => s.Node("Mul", [s.Node("Mul", [x, s.Node("Add", [s.Node("Tanh", [s.Node("Div", [x, s.Constant(2)])]), s.Constant(1)])]), s.Constant(0.5f)]), x => x / (1 + Math.Exp(-x)) },
        { (s, x) => s.Node("Mul", [x, s.Node("Tanh", [s.Node("Softplus", [x])])]), x => x * Math.Tanh(Math.Log(1 + Math.Exp(x))) },
        { (s, x) => s.Node("Add", [x, s.Node("Tanh", [x])]), x => x + Math.Tanh(x) },
        { (s, x) => s.Node("Mul", [x, x]), x => x * x },
        { (s, x) => s.Node("Sub", [s.Constant(1), s.Node("Sigmoid", [x])]), x => 1 / (1 + Math.Exp(x)) },
        { (s, x) => s.Node("LeakyRelu", [s.Node("Tanh", [x])], OnnxModelBuilder.Real("alpha", 0.25f)), x => Math.Tanh(x) < 0 ? 0.25 * Math.Tanh(x) : Math.Tanh(x) },
    };

    [Theory]
    [MemberData(nameof(Compositions))]
    public void Functions_of_functions_become_one_table(Func<OnnxSketch, string, string> build, Func<double, double> function)
    {
        var network = Check(build, function);
        Assert.Equal(["Linear", "Function"], network.Operations.Select(o => o.GetType().Name));
    }

    [Fact]
    public void Straight_pieces_alone_are_left_to_the_layer_before()
    {
        var network = Check((s, x) => s.Node("Relu", [s.Node("Add", [s.Node("Mul", [x, s.Constant(2)]), s.Constant(1)])]), x => Math.Max(0, (2 * x) + 1));
        Assert.IsType<Linear>(Assert.Single(network.Operations));
    }

    [Fact]
    public void What_others_read_stays_and_a_product_of_two_activations_is_one()
    {
        var samples = OperatorCheck.Samples(4, 3, 2, 4, 5);
        var sketch = new OnnxSketch(13, 2, 4, 5);
        var same = sketch.Same(OnnxSketch.Input, 5);
        var gate = sketch.Node("Sigmoid", [sketch.Node("GlobalMaxPool", [same])]);
        var network = sketch.Read(sketch.Node("Mul", [same, gate]));
        Assert.Single(network.Operations.OfType<Product>());
        var image = OperatorCheck.Double(samples);
        var largest = DirectOperators.Pool(image, new DirectWindow(4, 5), values => values.Max());
        // The gates, 0 or 1 for samples this large, are as exact as their table.
        OperatorCheck.Agrees(network, samples, DirectOperators.Create(samples.Shape, at => DirectOperators.At(image, at) / (1 + Math.Exp(-DirectOperators.At(largest, at[0], at[1], 0, 0)))));
    }

    /// <summary>Two activations of one shape, or one that is spread over the other, of scales 1 and 1/127.</summary>
    [Theory]
    [InlineData(new[] { 3, 5, 4 }, new[] { 3, 5, 4 })]
    [InlineData(new[] { 3, 5, 4 }, new[] { 3, 1, 1 })]
    [InlineData(new[] { 3, 5, 1 }, new[] { 3, 1, 4 })]
    public void Activations_are_multiplied(int[] first, int[] second)
    {
        var samples = OperatorCheck.Samples(8, 2, 3, 5, 4);
        var sketch = new OnnxSketch(13, 3, 5, 4);
        var same = sketch.Same(OnnxSketch.Input, 4);
        var output = sketch.Node("Mul", [Largest(sketch, same, first), Largest(sketch, sketch.Node("Transpose", [sketch.Node("Transpose", [same], Order)], Order), second)]);
        var image = OperatorCheck.Double(samples);
        var (a, b) = (Largest(image, first), Largest(image, second));
        OperatorCheck.Agrees(sketch.Read(output), samples, DirectOperators.Create(
            samples.Shape, at => DirectOperators.At(a, Within(at, a)) * DirectOperators.At(b, Within(at, b))));
    }

    [Theory]
    [InlineData("Max", -20f)]
    [InlineData("Min", 30f)]
    public void A_constant_number_limits(string type, float limit)
    {
        var samples = OperatorCheck.Samples(2, 4, 6);
        foreach (var first in new[] { true, false })
        {
            var sketch = new OnnxSketch(13, 6);
            var (same, constant) = (sketch.Same(OnnxSketch.Input, 6), sketch.Constant(new Tensor<float>([limit])));
            OperatorCheck.Agrees(
                sketch.Read(sketch.Node(type, first ? [constant, same] : [same, constant])), samples,
                DirectOperators.Map(OperatorCheck.Double(samples), v => type == "Max" ? Math.Max(v, limit) : Math.Min(v, limit)));
        }
    }

    [Theory]
    [InlineData(new[] { 1, 1, 1 })]
    [InlineData(new[] { 3, 1, 1 })]
    [InlineData(new[] { 1 })]
    public void PRelu_has_a_slope_for_all_or_for_each_channel(int[] shape)
    {
        var samples = OperatorCheck.Samples(9, 2, 3, 4, 5);
        float[] slopes = [0.25f, -0.5f, 1.5f];
        var sketch = new OnnxSketch(13, 3, 4, 5);
        var slope = sketch.Constant(new Tensor<float>(slopes[..shape[0]], shape));
        var network = sketch.Read(sketch.Node("PRelu", [sketch.Same(OnnxSketch.Input, 5), slope]));
        var expected = DirectOperators.PerChannel(OperatorCheck.Double(samples), (v, c) => v < 0 ? slopes[shape[0] == 1 ? 0 : c] * v : v);
        var found = FloatInterpreter.Run(network, samples);
        Assert.Equal(expected.Values.Select(v => (float)v), found.Values);
        if (shape[0] == 1)
            OperatorCheck.Agrees(network, samples, expected);
    }

    private static AttributeProto Order => OnnxModelBuilder.Integers("perm", 0, 1, 3, 2);

    private static NetworkGraph Check(Func<OnnxSketch, string, string> build, Func<double, double> function)
    {
        var samples = OperatorCheck.Samples(7, 64, 6);
        var sketch = new OnnxSketch(18, 6);
        var matrix = new Tensor<float>(6, 6);
        for (var i = 0; i < 6; i++)
            matrix.Values[7 * i] = (float)Step;
        var network = sketch.Read(build(sketch, sketch.Node("MatMul", [OnnxSketch.Input, sketch.Constant(matrix)])));
        OperatorCheck.Agrees(network, samples, DirectOperators.Map(OperatorCheck.Double(samples), v => function(v * Step)));
        return network;
    }

    // Dimensions that must be 1 become so by the largest number along them.
    private static string Largest(OnnxSketch sketch, string image, int[] shape) => shape[1] == 5 && shape[2] == 4 ? image : sketch.Node(
        "MaxPool", [image], OnnxModelBuilder.Integers("kernel_shape", shape[1] == 1 ? 5 : 1, shape[2] == 1 ? 4 : 1));

    private static Tensor<double> Largest(Tensor<double> image, int[] shape) =>
        DirectOperators.Pool(image, new DirectWindow(shape[1] == 1 ? 5 : 1, shape[2] == 1 ? 4 : 1), values => values.Max());

    private static int[] Within(int[] at, Tensor<double> tensor) => [.. at.Select((i, d) => Math.Min(i, tensor.Shape[d] - 1))];
}
