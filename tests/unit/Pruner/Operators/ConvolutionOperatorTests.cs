using HwGen.Core.IO;
using HwGen.Pruner.Onnx;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Unit.Pruner.Operators;

public sealed class ConvolutionOperatorTests
{
    /// <summary>Batch 2, channels, height, width; output channels, groups; kernel, strides, dilations, pads.</summary>
    [Theory]
    [InlineData(3, 7, 6, 4, 1, new[] { 3, 3 }, new[] { 1, 1 }, new[] { 1, 1 }, new[] { 0, 0, 0, 0 })]
    [InlineData(3, 7, 6, 4, 1, new[] { 3, 2 }, new[] { 2, 3 }, new[] { 1, 1 }, new[] { 1, 0, 2, 1 })]
    [InlineData(2, 9, 8, 3, 1, new[] { 3, 3 }, new[] { 1, 2 }, new[] { 2, 3 }, new[] { 2, 3, 2, 3 })]
    [InlineData(5, 4, 5, 7, 1, new[] { 1, 1 }, new[] { 1, 1 }, new[] { 1, 1 }, new[] { 0, 0, 0, 0 })]
    [InlineData(5, 4, 5, 7, 1, new[] { 1, 1 }, new[] { 2, 2 }, new[] { 1, 1 }, new[] { 1, 0, 0, 1 })]
    [InlineData(6, 5, 5, 4, 2, new[] { 3, 3 }, new[] { 1, 1 }, new[] { 1, 1 }, new[] { 1, 1, 1, 1 })]
    [InlineData(6, 5, 5, 9, 3, new[] { 2, 2 }, new[] { 1, 1 }, new[] { 1, 1 }, new[] { 0, 0, 0, 0 })]
    [InlineData(9, 6, 5, 9, 9, new[] { 3, 3 }, new[] { 2, 1 }, new[] { 1, 1 }, new[] { 1, 1, 1, 1 })]
    [InlineData(3, 6, 5, 6, 3, new[] { 3, 3 }, new[] { 1, 1 }, new[] { 1, 1 }, new[] { 1, 1, 1, 1 })]
    [InlineData(1, 1, 11, 2, 1, new[] { 1, 5 }, new[] { 1, 3 }, new[] { 1, 2 }, new[] { 0, 4, 0, 0 })]
    public void A_convolution_is_what_its_definition_says(int channels, int height, int width, int outputs, int groups, int[] kernel, int[] strides, int[] dilations, int[] pads)
    {
        var samples = OperatorCheck.Samples(1, 2, channels, height, width);
        var weights = OperatorCheck.Weights(2, outputs, channels / groups, kernel[0], kernel[1]);
        float[] bias = [.. Enumerable.Range(0, outputs).Select(n => 1000f * (n - 1))];
        var sketch = new OnnxSketch(13, channels, height, width);
        var output = sketch.Node(
            "Conv",
            [OnnxSketch.Input, sketch.Constant(weights), sketch.Constant(bias)],
            Numbers("kernel_shape", kernel), Numbers("strides", strides), Numbers("dilations", dilations), Numbers("pads", pads), OnnxModelBuilder.Integer("group", groups));

        var window = new DirectWindow(kernel) { Strides = strides, Dilations = dilations, Pads = pads };
        OperatorCheck.Agrees(sketch.Read(output), samples, DirectOperators.Convolution(OperatorCheck.Double(samples), weights, bias, window, groups));
    }

    /// <summary>The pads on the right were worked out by hand: output = ceil(size / stride), the odd one behind or in front.</summary>
    [Theory]
    [InlineData("SAME_UPPER", new[] { 3, 4 }, new[] { 2, 2 }, new[] { 1, 1 }, new[] { 1, 1, 1, 1 })]  // 7 -> 4: 2 pads; 6 -> 3: 2 pads
    [InlineData("SAME_LOWER", new[] { 2, 3 }, new[] { 1, 1 }, new[] { 1, 1 }, new[] { 1, 1, 0, 1 })]  // 7 -> 7: 1 pad; 6 -> 6: 2 pads
    [InlineData("SAME_UPPER", new[] { 2, 3 }, new[] { 1, 1 }, new[] { 1, 1 }, new[] { 0, 1, 1, 1 })]
    [InlineData("SAME_UPPER", new[] { 3, 3 }, new[] { 3, 2 }, new[] { 1, 1 }, new[] { 1, 0, 1, 1 })]  // 7 -> 3: 2 pads; 6 -> 3: 1 pad
    [InlineData("SAME_LOWER", new[] { 3, 3 }, new[] { 3, 2 }, new[] { 1, 1 }, new[] { 1, 1, 1, 0 })]
    [InlineData("SAME_UPPER", new[] { 2, 2 }, new[] { 1, 1 }, new[] { 3, 2 }, new[] { 1, 1, 2, 1 })]  // reach 4: 3 pads; reach 3: 2 pads
    [InlineData("SAME_UPPER", new[] { 1, 1 }, new[] { 2, 4 }, new[] { 1, 1 }, new[] { 0, 0, 0, 0 })]
    [InlineData("VALID", new[] { 3, 3 }, new[] { 2, 2 }, new[] { 1, 1 }, new[] { 0, 0, 0, 0 })]
    [InlineData("NOTSET", new[] { 3, 3 }, new[] { 2, 2 }, new[] { 1, 1 }, new[] { 0, 0, 0, 0 })]
    public void Automatic_pads_are_those_of_the_standard(string autoPad, int[] kernel, int[] strides, int[] dilations, int[] pads)
    {
        var samples = OperatorCheck.Samples(3, 2, 2, 7, 6);
        var weights = OperatorCheck.Weights(4, 3, 2, kernel[0], kernel[1]);
        var sketch = new OnnxSketch(11, 2, 7, 6);
        var output = sketch.Node("Conv", [OnnxSketch.Input, sketch.Constant(weights)], OnnxSketch.Text("auto_pad", autoPad), Numbers("strides", strides), Numbers("dilations", dilations));

        var window = new DirectWindow(kernel) { Strides = strides, Dilations = dilations, Pads = pads };
        OperatorCheck.Agrees(sketch.Read(output), samples, DirectOperators.Convolution(OperatorCheck.Double(samples), weights, new float[3], window));
    }

    /// <summary>The examples of the operator's page in the ONNX standard: 0, 1, 2, ... under a kernel of nine ones.</summary>
    [Theory]
    [InlineData(5, 1, "NOTSET", new[] { 1, 1, 1, 1 }, new double[] { 12, 21, 27, 33, 24, 33, 54, 63, 72, 51, 63, 99, 108, 117, 81, 93, 144, 153, 162, 111, 72, 111, 117, 123, 84 })]
    [InlineData(5, 1, "NOTSET", new[] { 0, 0, 0, 0 }, new double[] { 54, 63, 72, 99, 108, 117, 144, 153, 162 })]
    [InlineData(7, 2, "NOTSET", new[] { 1, 1, 1, 1 }, new double[] { 12, 27, 24, 63, 108, 81, 123, 198, 141, 112, 177, 124 })]
    [InlineData(7, 2, "NOTSET", new[] { 0, 0, 0, 0 }, new double[] { 54, 72, 144, 162, 234, 252 })]
    [InlineData(7, 2, "NOTSET", new[] { 1, 0, 1, 0 }, new double[] { 21, 33, 99, 117, 189, 207, 171, 183 })]
    [InlineData(5, 2, "SAME_LOWER", null, new double[] { 12, 27, 24, 63, 108, 81, 72, 117, 84 })]
    public void The_examples_of_the_standard_come_out(int height, int stride, string autoPad, int[]? pads, double[] expected)
    {
        var sketch = new OnnxSketch(11, 1, height, 5);
        List<AttributeProto> attributes = [OnnxSketch.Text("auto_pad", autoPad), Numbers("strides", [stride, stride])];
        if (pads is not null)
            attributes.Add(Numbers("pads", pads));
        var output = sketch.Node("Conv", [OnnxSketch.Input, sketch.Constant(new Tensor<float>([.. Enumerable.Repeat(1f, 9)], 1, 1, 3, 3))], [.. attributes]);
        var samples = new Tensor<float>([.. Enumerable.Range(0, height * 5).Select(i => (float)i)], 1, 1, height, 5);

        Assert.Equal(expected, HwGen.Pruner.Graph.FloatInterpreter.Run(sketch.Read(output), samples).Values.Select(v => (double)v));
    }

    private static AttributeProto Numbers(string name, int[] values) => OnnxModelBuilder.Integers(name, [.. values.Select(v => (long)v)]);
}
