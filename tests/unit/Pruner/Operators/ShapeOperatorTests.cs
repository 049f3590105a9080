using HwGen.Core.Errors;
using HwGen.Core.IO;
using HwGen.Pruner.Onnx;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Unit.Pruner.Operators;

public sealed class ShapeOperatorTests
{
    private static readonly int[] Sample = [3, 4, 5];

    /// <summary>Operators that leave the numbers in their order: how they are built on opset, and the shape of two samples of 3 x 4 x 5.</summary>
    public static TheoryData<string, int, Func<OnnxSketch, string, string>, int[]> Views => new()
    {
        { "Flatten", 7, (s, x) => s.Node("Flatten", [x]), [2, 60] },
        { "Flatten from behind", 13, (s, x) => s.Node("Flatten", [x], OnnxModelBuilder.Integer("axis", -3)), [2, 60] },
        { "Reshape with 0 and -1", 8, (s, x) => s.Node("Reshape", [x, s.Integers(0, 0, -1)]), [2, 3, 20] },
        { "Reshape with -1 in front", 13, (s, x) => s.Node("Reshape", [x, s.Integers(-1, 60)]), [2, 60] },
        { "Reshape of one sample", 14, (s, x) => s.Node("Reshape", [x, s.Integers(1, 2, 6, 5)]), [2, 2, 6, 5] },
        { "Reshape with allowzero", 14, (s, x) => s.Node("Reshape", [x, s.Integers(-1, 15, 4)], OnnxModelBuilder.Integer("allowzero", 1)), [2, 15, 4] },
        { "Unsqueeze by attribute", 7, (s, x) => s.Node("Unsqueeze", [x], OnnxModelBuilder.Integers("axes", 1, 4)), [2, 1, 3, 4, 1, 5] },
        { "Unsqueeze by input", 13, (s, x) => s.Node("Unsqueeze", [x, s.Integers(-1)]), [2, 3, 4, 5, 1] },
        { "Squeeze by attribute", 11, (s, x) => s.Node("Squeeze", [s.Node("Unsqueeze", [x], OnnxModelBuilder.Integers("axes", 1))], OnnxModelBuilder.Integers("axes", 1)), [2, 3, 4, 5] },
        { "Squeeze by input", 13, (s, x) => s.Node("Squeeze", [s.Node("Unsqueeze", [x, s.Integers(1, 5)]), s.Integers(-1)]), [2, 1, 3, 4, 5] },
        { "Identity", 13, (s, x) => s.Node("Identity", [x]), [2, 3, 4, 5] },
        { "Dropout by attribute", 7, (s, x) => s.Node("Dropout", [x], OnnxModelBuilder.Real("ratio", 0.5f)), [2, 3, 4, 5] },
        { "Dropout by input", 12, (s, x) => s.Node("Dropout", [x, s.Constant(new Tensor<float>([0.5f]))]), [2, 3, 4, 5] },
        { "Softmax at the end", 13, (s, x) => s.Node("Softmax", [x], OnnxModelBuilder.Integer("axis", -1)), [2, 3, 4, 5] },
        { "LogSoftmax at the end", 11, (s, x) => s.Node("LogSoftmax", [x]), [2, 3, 4, 5] },
    };

    [Theory]
    [MemberData(nameof(Views))]
    public void The_same_numbers_in_another_shape(string what, int opset, Func<OnnxSketch, string, string> build, int[] shape)
    {
        _ = what;
        var samples = OperatorCheck.Samples(1, [2, .. Sample]);
        var sketch = new OnnxSketch(opset, Sample);
        var output = build(sketch, sketch.Same(OnnxSketch.Input, 5));
        OperatorCheck.Agrees(sketch.Read(output), samples, new Tensor<double>(OperatorCheck.Double(samples).Values, shape));
    }

    [Theory]
    [InlineData(0, 2, 3, 1)]
    [InlineData(0, 3, 1, 2)]
    [InlineData(0, 1, 2, 3)]
    public void Transpose_changes_the_order(params int[] order)
    {
        var samples = OperatorCheck.Samples(2, [2, .. Sample]);
        var sketch = new OnnxSketch(13, Sample);
        var output = sketch.Node("Transpose", [sketch.Same(OnnxSketch.Input, 5)], OnnxModelBuilder.Integers("perm", [.. order.Select(d => (long)d)]));
        OperatorCheck.Agrees(sketch.Read(output), samples, DirectOperators.Transpose(OperatorCheck.Double(samples), order));
    }

    [Theory]
    [InlineData(7, false)]
    [InlineData(11, false)]
    [InlineData(13, true)]
    [InlineData(18, true)]
    public void Pad_puts_zeros_around(int opset, bool withValue)
    {
        var samples = OperatorCheck.Samples(3, [2, .. Sample]);
        long[] pads = [0, 0, 1, 2, 0, 0, 3, 0];
        var sketch = new OnnxSketch(opset, Sample);
        var input = sketch.Same(OnnxSketch.Input, 5);
        var output = opset < 11
            ? sketch.Node("Pad", [input], OnnxModelBuilder.Integers("pads", pads), OnnxModelBuilder.Real("value", 0), OnnxSketch.Text("mode", "constant"))
            : sketch.Node("Pad", [input, sketch.Integers(pads), .. withValue ? [sketch.Constant(new Tensor<float>([0f]))] : Array.Empty<string>()]);
        OperatorCheck.Agrees(sketch.Read(output), samples, DirectOperators.Pad(OperatorCheck.Double(samples), 1, 2, 3, 0));
    }

    [Fact]
    public void Pad_of_opset_18_may_name_its_axes()
    {
        var samples = OperatorCheck.Samples(3, [2, .. Sample]);
        var sketch = new OnnxSketch(18, Sample);
        var output = sketch.Node("Pad", [sketch.Same(OnnxSketch.Input, 5), sketch.Integers(2, 1, 0, 3), "", sketch.Integers(-1, 2)]);
        OperatorCheck.Agrees(sketch.Read(output), samples, DirectOperators.Pad(OperatorCheck.Double(samples), 1, 2, 3, 0));
    }

    /// <summary>By hand: two entries in front of the last dimension and one behind it.</summary>
    [Theory]
    [InlineData("edge", new[] { 0, 0, 0, 1, 2, 2 })]
    [InlineData("reflect", new[] { 2, 1, 0, 1, 2, 1 })]
    [InlineData("wrap", new[] { 1, 2, 0, 1, 2, 0 })]
    public void Pad_repeats_entries_in_the_other_modes(string mode, int[] entries)
    {
        var samples = new Tensor<float>([-128, 5, 127, 1, 2, 3, -4, -5, -6, 70, 80, 90], 2, 2, 3);
        double[] expected = [.. Enumerable.Range(0, 4).SelectMany(row => entries.Select(entry => (double)samples.Values[(3 * row) + entry]))];
        foreach (var byAxes in new[] { false, true })
        {
            var sketch = new OnnxSketch(19, 2, 3);
            string[] inputs = byAxes ? [sketch.Integers(2, 1), "", sketch.Integers(-1)] : [sketch.Integers(0, 0, 2, 0, 0, 1)];
            var output = sketch.Node("Pad", [sketch.Same(OnnxSketch.Input, 3), .. inputs], OnnxSketch.Text("mode", mode));
            OperatorCheck.Agrees(sketch.Read(output), samples, new Tensor<double>(expected, 2, 2, 6));
        }
    }

    [Fact]
    public void Pad_repeats_entries_of_several_dimensions_one_after_the_other()
    {
        // corners come from both: 1 2 / 3 4 by one on each side, wrapped around
        var sketch = new OnnxSketch(19, 1, 2, 2);
        var output = sketch.Node("Pad", [sketch.Same(OnnxSketch.Input, 2), sketch.Integers(0, 0, 1, 1, 0, 0, 1, 1)], OnnxSketch.Text("mode", "wrap"));
        OperatorCheck.Agrees(
            sketch.Read(output), new Tensor<float>([-128, 2, 3, 127], 1, 1, 2, 2), new Tensor<double>([127, 3, 127, 3, 2, -128, 2, -128, 127, 3, 127, 3, 2, -128, 2, -128], 1, 1, 4, 4));
    }

    public static TheoryData<Func<OnnxSketch, string, string>, string> Refused => new()
    {
        { (s, x) => s.Node("Reshape", [x, s.Integers(-1, -1)]), "reshape1': target shape [-1, -1] of a sample of 3 x 4 x 5, must be numbers with at most one -1" },
        { (s, x) => s.Node("Reshape", [x, s.Integers(0, 3, 4, 5, 0)]), "reshape1': target shape [0, 3, 4, 5, 0] of a sample of 3 x 4 x 5, entry 4 is 0 and the sample has no dimension 4" },
        { (s, x) => s.Node("Reshape", [x, s.Integers(0, -1, 7)]), "reshape1': sample 3 x 4 x 5 does not fill 8 x 7" },
        { (s, x) => s.Node("Reshape", [x, s.Integers(0, 1L << 40, 1L << 40)]), "reshape1': target shape [0, 1099511627776, 1099511627776] of a sample of 3 x 4 x 5, the first entry must be the batch and the others 60 numbers" },
        { (s, x) => s.Node("Reshape", [x, s.Integers(0, 0, 20)], OnnxModelBuilder.Integer("allowzero", 1)), "reshape1' (Reshape): attribute allowzero is 1 and the target shape holds 0, must be without 0" },
        { (s, x) => s.Node("Squeeze", [x, s.Integers(1)]), "squeeze1': axes 1 of a sample of 3 x 4 x 5, must have 1 entry each" },
        { (s, x) => s.Node("Unsqueeze", [x]), "unsqueeze1' (Unsqueeze): no axes, must be stated" },
        { (s, x) => s.Node("Unsqueeze", [x, s.Integers(0)]), "unsqueeze1': axes 0, must be 1 to 4, each once: the batch stays in front" },
        { (s, x) => s.Node("Transpose", [x]), "transpose1' (Transpose): attribute perm is missing, must name each dimension once and begin with 0: the batch stays in front" },
        { (s, x) => s.Node("Transpose", [x], OnnxModelBuilder.Integers("perm", 0, 2, 1)), "transpose1': attribute perm has 3 entries, must have 4" },
        { (s, x) => s.Node("Pad", [x, s.Integers(0, 0, 1, 0, 0, 0, 0, 0)], OnnxSketch.Text("mode", "mirror")), "pad1' (Pad): mode mirror, must be one of constant, edge, reflect, wrap" },
        { (s, x) => s.Node("Pad", [x, s.Integers(0, 0, 1, 0, 0, 0, 0, 0), s.Constant(new Tensor<float>([2f]))]), "pad1' (Pad): mode constant with value 2, must be 0" },
        { (s, x) => s.Node("Pad", [x, s.Integers(0, 0, 1, 0, 0, 0, 4, 0)], OnnxSketch.Text("mode", "reflect")), "pad1' (Pad): pads 0, 1, 0, 0, 4, 0 of a sample of 3 x 4 x 5, must be less than its dimensions where its entries are repeated" },
        { (s, x) => s.Node("Pad", [x, s.Integers(0, 1, 0, 1)], OnnxSketch.Text("mode", "edge")), "pad1' (Pad): 4 pads, must be 8" },
        { (s, x) => s.Node("Pad", [x, s.Integers(1, 0, 0, 0, 0, 0, 0, 0)]), "pad1' (Pad): pads are 1, 0, 0, 0, 0, 0, 0, 0, must be at least 0, two for each dimension, none for the batch" },
        { (s, x) => s.Node("Pad", [x, s.Integers(0, 1, 0, 1)]), "pad1': 4 pads, must be 8" },
        { (s, x) => s.Node("Relu", [s.Node("Softmax", [x])]), "softmax1' (Softmax): its output is not that of the network, must stand at the end" },
        { (s, x) => s.Node("Concat", [x, s.Node("Flatten", [x])], OnnxModelBuilder.Integer("axis", 1)), "concat2': samples 3 x 4 x 5 and 60 on axis 1, must differ there alone and not in the batch" },
        { (s, x) => s.Node("Concat", [x, x], OnnxModelBuilder.Integer("axis", 0)), "concat1': samples 3 x 4 x 5 and 3 x 4 x 5 on axis 0, must differ there alone and not in the batch" },
        { (s, x) => s.Node("Add", [x, s.Node("Flatten", [x])]), "add2': samples 3 x 4 x 5 and 60 are added, must have one shape or spread over it" },
        { (s, x) => s.Node("Add", [x, s.Constant(new Tensor<float>(3, 4, 5))]), "add1' (Add): a constant of 3 x 4 x 5 is added, must be one number or one per channel" },
        { (s, x) => s.Node("Mul", [x, s.Node("Flatten", [x])]), "mul2': samples 3 x 4 x 5 and 60 are multiplied, must have one shape or spread over it" },
        { (s, x) => s.Node("Div", [s.Constant(1), x]), "div1' (Div): input 0 ('constant1') is a constant, must be an activation" },
        { (s, x) => s.Node("Div", [x, s.Constant(0)]), "div1' (Div): divides by 0" },
        { (s, x) => s.Node("GlobalAveragePool", [s.Node("Flatten", [x])]), "globalaveragepool2': sample has 1 dimensions, must have 3: channels, height, width" },
        { (s, x) => s.Node("MaxPool", [x], OnnxModelBuilder.Integers("kernel_shape", 2, 2), OnnxModelBuilder.Integers("pads", 2, 0, 0, 0)), "maxpool1': a window of 2 x 2 lies outside the image as a whole, pads must be smaller" },
        { (s, x) => s.Node("MaxPool", [x]), "maxpool1' (MaxPool): attribute kernel_shape is missing" },
        { (s, x) => s.Node("AveragePool", [x], OnnxModelBuilder.Integers("kernel_shape", 2)), "averagepool1': sample has 3 dimensions, must have 2: channels, length" },
        { (s, x) => s.Node("AveragePool", [x], OnnxModelBuilder.Integers("kernel_shape", 2, 0)), "averagepool1' (AveragePool): attribute kernel_shape is 2, 0, must be 2 numbers of at least 1" },
        { (s, x) => s.Node("AveragePool", [x], OnnxModelBuilder.Integers("kernel_shape", 5, 6)), "averagepool1': window of 5 x 6 does not fit an image of 4 x 5" },
        { (s, x) => s.Node("ReduceMean", [x]), "reducemean1' (ReduceMean): no axes, must be stated: the batch stays as it is" },
        { (s, x) => s.Node("ReduceMean", [x], OnnxModelBuilder.Integers("axes", 0, 2)), "reducemean1': axes 0, 2, must be 1 to 3, each once: the batch stays in front" },
        { (s, x) => s.Node("Conv", [x, s.Constant(new Tensor<float>(4, 3))]), "conv1' (Conv): weights have 2 dimensions, must have 3 or 4: series have a length, images a height and a width" },
        { (s, x) => s.Node("Conv", [x, s.Constant(new Tensor<float>(4, 3, 3))]), "conv1': sample has 3 dimensions, must have 2: channels, length" },
        { (s, x) => s.Node("Conv", [x, s.Constant(new Tensor<float>(4, 2, 1, 1))]), "conv1': sample 3 x 4 x 5, must have 2 channels" },
        { (s, x) => s.Node("Conv", [x, s.Constant(new Tensor<float>(4, 1, 1, 1))], OnnxModelBuilder.Integer("group", 3)), "conv1' (Conv): attribute group is 3, must divide 4 output channels" },
        { (s, x) => s.Node("Conv", [x, s.Constant(new Tensor<float>(4, 3, 0, 1))]), "conv1' (Conv): weights are 4 x 3 x 0 x 1, must be at least 1 each" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_cannot_be_read_says_why(Func<OnnxSketch, string, string> build, string message)
    {
        var sketch = new OnnxSketch(13, Sample);
        var output = build(sketch, sketch.Same(OnnxSketch.Input, 5));
        Assert.Equal($"sketch.onnx: node '{message}", Assert.Throws<InputException>(() => sketch.Read(output)).Errors[0].ToString());
    }
}
