using HwGen.Core.IO;
using HwGen.Pruner.Onnx;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Unit.Pruner.Operators;

public sealed class ElementOperatorTests
{
    /// <summary>Alone in front of a layer, and as part of the layer before it.</summary>
    [Theory]
    [InlineData("Relu", false)]
    [InlineData("Relu", true)]
    [InlineData("LeakyRelu", true)]
    public void A_function_of_single_numbers_is_right(string type, bool behindLayer)
    {
        AttributeProto[] attributes = type == "LeakyRelu" ? [OnnxModelBuilder.Real("alpha", 0.3f)] : [];
        Check((sketch, input) => sketch.Node(type, [input], attributes), v => v < 0 ? (type == "Relu" ? 0 : 0.3f * v) : v, behindLayer);
    }

    [Theory]
    [InlineData(1.5f)]
    [InlineData(-0.75f)]
    [InlineData(0f)]
    public void LeakyRelu_takes_any_slope(float alpha) =>
        Check((sketch, input) => sketch.Node("LeakyRelu", [input], OnnxModelBuilder.Real("alpha", alpha)), v => v < 0 ? alpha * v : v, true);

    [Fact]
    public void LeakyRelu_without_alpha_has_the_slope_of_the_standard() =>
        Check((sketch, input) => sketch.Node("LeakyRelu", [input]), v => v < 0 ? 0.01f * v : v, true);

    [Theory]
    [InlineData(7, 0f, 6f, false)]
    [InlineData(10, -100f, 50f, true)]
    [InlineData(11, 0f, 6f, true)]
    [InlineData(13, -3f, 100f, false)]
    [InlineData(11, null, 30f, false)]
    [InlineData(12, -30f, null, true)]
    [InlineData(6 + 1, null, 30f, false)]
    [InlineData(18, null, null, false)]
    public void Clip_cuts_off_whether_its_limits_are_attributes_or_inputs(int opset, float? low, float? high, bool behindLayer) => Check(
        (sketch, input) =>
        {
            if (opset >= 11)
                return sketch.Node("Clip", [input, low is { } l ? sketch.Constant(new Tensor<float>([l])) : "", .. high is { } h ? [sketch.Constant(new Tensor<float>([h]))] : Array.Empty<string>()]);
            List<AttributeProto> attributes = [];
            if (low is { } min)
                attributes.Add(OnnxModelBuilder.Real("min", min));
            if (high is { } max)
                attributes.Add(OnnxModelBuilder.Real("max", max));
            return sketch.Node("Clip", [input], [.. attributes]);
        },
        v => Math.Min(Math.Max(v, low ?? double.NegativeInfinity), high ?? double.PositiveInfinity),
        behindLayer,
        opset);

    [Fact]
    public void Clip_reads_the_largest_float_as_no_limit() =>
        Check((sketch, input) => sketch.Node("Clip", [input], OnnxModelBuilder.Real("min", 0), OnnxModelBuilder.Real("max", float.MaxValue)), v => Math.Max(v, 0), false, 7);

    /// <summary>Two activations of one shape, or one that is spread over the other.</summary>
    [Theory]
    [InlineData(new[] { 3, 5, 4 }, new[] { 3, 5, 4 })]
    [InlineData(new[] { 3, 5, 4 }, new[] { 3, 1, 1 })]
    [InlineData(new[] { 3, 1, 4 }, new[] { 3, 5, 4 })]
    [InlineData(new[] { 3, 5, 1 }, new[] { 3, 1, 4 })]
    public void Activations_are_added(int[] first, int[] second)
    {
        var samples = OperatorCheck.Samples(8, 2, 3, 5, 4);
        var sketch = new OnnxSketch(13, 3, 5, 4);
        var same = sketch.Same(OnnxSketch.Input, 4);
        var output = sketch.Node("Add", [Shrunk(sketch, same, first), Shrunk(sketch, same, second)]);
        var image = OperatorCheck.Double(samples);
        OperatorCheck.Agrees(sketch.Read(output), samples, DirectOperators.Add(Shrunk(image, first), Shrunk(image, second)));
    }

    [Fact]
    public void A_sum_may_be_cut_off_and_an_activation_added_to_itself()
    {
        var samples = OperatorCheck.Samples(8, 2, 6);
        var sketch = new OnnxSketch(13, 6);
        var same = sketch.Same(OnnxSketch.Input, 6);
        var output = sketch.Node("Relu", [sketch.Node("Add", [same, same])]);
        OperatorCheck.Agrees(sketch.Read(output), samples, DirectOperators.Map(OperatorCheck.Double(samples), v => Math.Max(0, 2 * v)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-3)]
    [InlineData(2)]
    [InlineData(-1)]
    public void Activations_of_different_ranges_are_put_together(int axis)
    {
        var samples = OperatorCheck.Samples(9, 2, 3, 4, 5);
        var sketch = new OnnxSketch(13, 3, 4, 5);
        var same = sketch.Same(OnnxSketch.Input, 5);
        var output = sketch.Node("Concat", [same, sketch.Node("Relu", [same])], OnnxModelBuilder.Integer("axis", axis));
        var image = OperatorCheck.Double(samples);
        var expected = DirectOperators.Concatenate(image, DirectOperators.Map(image, v => Math.Max(0, v)), axis < 0 ? axis + 4 : axis);
        OperatorCheck.Agrees(sketch.Read(output), samples, expected);
    }

    /// <summary>The largest under windows of whole dimensions: integers stay what they are.</summary>
    private static string Shrunk(OnnxSketch sketch, string input, int[] shape) =>
        sketch.Node("MaxPool", [input], OnnxModelBuilder.Integers("kernel_shape", shape[1] == 1 ? 5 : 1, shape[2] == 1 ? 4 : 1));

    private static Tensor<double> Shrunk(Tensor<double> image, int[] shape) =>
        DirectOperators.Pool(image, new DirectWindow(shape[1] == 1 ? 5 : 1, shape[2] == 1 ? 4 : 1), values => values.Max());

    private static void Check(Func<OnnxSketch, string, string> function, Func<double, double> expected, bool behindLayer, int opset = 13)
    {
        var samples = OperatorCheck.Samples(10, 3, 6);
        var sketch = new OnnxSketch(opset, 6);
        var output = behindLayer ? function(sketch, sketch.Same(OnnxSketch.Input, 6)) : sketch.Same(function(sketch, OnnxSketch.Input), 6);
        OperatorCheck.Agrees(sketch.Read(output), samples, DirectOperators.Map(OperatorCheck.Double(samples), expected));
    }
}
