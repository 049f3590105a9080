using HwGen.Core.IO;
using HwGen.Pruner.Graph;
using HwGen.Pruner.Onnx;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Unit.Pruner.Operators;

public sealed class LinearOperatorTests
{
    [Theory]
    [InlineData(0, 1f, 1f, new[] { 5 })]
    [InlineData(1, 1f, 1f, new[] { 1, 5 })]
    [InlineData(1, 0.5f, 2f, new[] { 5 })]
    [InlineData(0, -2f, 0.25f, new[] { 1 })]
    [InlineData(1, 3f, 0f, new int[0])]
    public void Gemm_is_alpha_A_B_plus_beta_C(int isTransposed, float alpha, float beta, int[] biasShape)
    {
        var samples = OperatorCheck.Samples(1, 4, 7);
        var weights = OperatorCheck.Weights(2, 5, 7);
        var bias = new Tensor<float>([.. Enumerable.Range(0, biasShape.Aggregate(1, (a, b) => a * b)).Select(i => 64f * (i - 2))], biasShape);
        var sketch = new OnnxSketch(9, 7);
        var stored = isTransposed == 1 ? weights : Turned(weights);
        var output = sketch.Node(
            "Gemm", [OnnxSketch.Input, sketch.Constant(stored), sketch.Constant(bias)],
            OnnxModelBuilder.Integer("transB", isTransposed), OnnxModelBuilder.Real("alpha", alpha), OnnxModelBuilder.Real("beta", beta));

        var expected = DirectOperators.Create([4, 5], at =>
            (alpha * Enumerable.Range(0, 7).Sum(k => DirectOperators.At(samples, at[0], k) * DirectOperators.At(weights, at[1], k)))
            + (beta * bias.Values[bias.Count == 1 ? 0 : at[1]]));
        OperatorCheck.Agrees(sketch.Read(output), samples, expected);
    }

    [Fact]
    public void Gemm_needs_no_bias()
    {
        var (samples, weights) = (OperatorCheck.Samples(1, 4, 7), OperatorCheck.Weights(2, 5, 7));
        var sketch = new OnnxSketch(11, 7);
        OperatorCheck.Agrees(
            sketch.Read(sketch.Node("Gemm", [OnnxSketch.Input, sketch.Constant(Turned(weights))])), samples,
            DirectOperators.Linear(OperatorCheck.Double(samples), Turned(weights), new float[5]));
    }

    [Theory]
    [InlineData(new[] { 3, 8 })]
    [InlineData(new[] { 3, 2, 8 })]
    [InlineData(new[] { 2, 3, 2, 8 })]
    public void MatMul_works_on_the_last_dimension(int[] shape)
    {
        var samples = OperatorCheck.Samples(3, shape);
        var weights = Turned(OperatorCheck.Weights(4, 6, 8));
        float[] bias = [3, -700, 0, 64, 5000, 1];
        var sketch = new OnnxSketch(7, shape[1..]);
        var product = sketch.Node("MatMul", [OnnxSketch.Input, sketch.Constant(weights)]);
        var output = sketch.Node("Add", [sketch.Constant(bias), product]);
        OperatorCheck.Agrees(sketch.Read(output), samples, DirectOperators.Linear(OperatorCheck.Double(samples), weights, bias));
    }

    /// <summary>Folded into the convolution; behind a Relu, where it cannot be, a layer of its own.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Batch_normalization_is_that_of_its_definition(bool behindRelu)
    {
        var (samples, weights) = (OperatorCheck.Samples(5, 2, 3, 5, 4), OperatorCheck.Weights(6, 4, 3, 2, 2));
        float[] scale = [1, 0.5f, -2, 1], bias = [0, 3, 100, -7], mean = [0, 25, -40, 1000], variance = [1, 4, 0.25f, 16];
        var sketch = new OnnxSketch(9, 3, 5, 4);
        var folded = sketch.Node("Conv", [OnnxSketch.Input, sketch.Constant(weights)]);
        if (behindRelu)
            folded = sketch.Node("Relu", [folded]);
        var output = sketch.Node(
            "BatchNormalization", [folded, sketch.Constant(scale), sketch.Constant(bias), sketch.Constant(mean), sketch.Constant(variance)],
            OnnxModelBuilder.Real("epsilon", 0.25f), OnnxModelBuilder.Real("momentum", 0.9f));

        var convolution = DirectOperators.Convolution(OperatorCheck.Double(samples), weights, new float[4], new DirectWindow(2, 2));
        var input = behindRelu ? DirectOperators.Map(convolution, v => Math.Max(0, v)) : convolution;
        var expected = DirectOperators.PerChannel(input, (v, c) => ((v - mean[c]) / Math.Sqrt(variance[c] + 0.25) * scale[c]) + bias[c]);
        var network = sketch.Read(output);
        Assert.Equal(behindRelu ? 2 : 1, network.Operations.Count);
        if (behindRelu)
            AssertClose(expected, FloatInterpreter.Run(network, samples));
        else
            OperatorCheck.Agrees(network, samples, expected);
    }

    [Theory]
    [InlineData("Mul", new[] { 3, 1, 1 })]
    [InlineData("Mul", new[] { 1, 3, 1, 1 })]
    [InlineData("Mul", new int[0])]
    [InlineData("Mul", new[] { 4 })]
    [InlineData("Div", new[] { 3, 1, 1 })]
    [InlineData("Add", new[] { 3, 1, 1 })]
    [InlineData("Add", new[] { 1 })]
    [InlineData("Sub", new[] { 3, 1, 1 })]
    public void A_constant_meets_every_number_of_its_channel(string type, int[] shape)
    {
        var samples = OperatorCheck.Samples(7, 2, 3, 5, 4);
        float[] numbers = [0.5f, -2, 4, 1];
        var constant = new Tensor<float>(numbers[..shape.Aggregate(1, (a, b) => a * b)], shape);
        var sketch = new OnnxSketch(14, 3, 5, 4);
        var output = sketch.Node(type, [sketch.Same(OnnxSketch.Input, 4), sketch.Constant(constant)]);
        var expected = DirectOperators.Create(samples.Shape, at =>
        {
            double c = constant.Values[constant.Count == 1 ? 0 : at[shape.Length == 1 ? 3 : 1]];
            double v = DirectOperators.At(samples, at);
            return type switch { "Mul" => v * c, "Div" => v / c, "Add" => v + c, _ => v - c };
        });
        AssertClose(expected, FloatInterpreter.Run(sketch.Read(output), samples));
        OperatorCheck.Agrees(sketch.Read(output), samples, expected);
    }

    private static void AssertClose(Tensor<double> expected, Tensor<float> found)
    {
        Assert.Equal(expected.Shape, found.Shape);
        var largest = expected.Values.Max(Math.Abs);
        Assert.All(expected.Values.Zip(found.Values), pair => Assert.InRange(pair.Second, pair.First - (1e-5 * largest), pair.First + (1e-5 * largest)));
    }

    private static Tensor<float> Turned(Tensor<float> matrix) =>
        new([.. DirectOperators.Transpose(OperatorCheck.Double(matrix), 1, 0).Values.Select(v => (float)v)], matrix.Shape[1], matrix.Shape[0]);
}
