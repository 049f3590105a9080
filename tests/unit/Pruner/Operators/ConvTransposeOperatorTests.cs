using HwGen.Core.Errors;
using HwGen.Core.IO;
using HwGen.Pruner.Onnx;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Unit.Pruner.Operators;

public sealed class ConvTransposeOperatorTests
{
    /// <summary>Channels, height, width, output channels, groups; kernel, strides, dilations, pads, output padding.</summary>
    [Theory]
    [InlineData(3, 4, 5, 4, 1, new[] { 2, 2 }, new[] { 2, 2 }, new[] { 1, 1 }, new[] { 0, 0, 0, 0 }, new[] { 0, 0 })]
    [InlineData(3, 4, 5, 2, 1, new[] { 3, 3 }, new[] { 2, 2 }, new[] { 1, 1 }, new[] { 1, 1, 1, 1 }, new[] { 1, 1 })]
    [InlineData(4, 3, 4, 6, 2, new[] { 3, 2 }, new[] { 1, 3 }, new[] { 1, 2 }, new[] { 2, 0, 0, 1 }, new[] { 0, 2 })]
    [InlineData(3, 3, 4, 3, 3, new[] { 4, 1 }, new[] { 3, 1 }, new[] { 1, 1 }, new[] { 1, 0, 2, 0 }, new[] { 0, 0 })]
    public void Every_number_is_spread_under_the_kernel(
        int channels, int height, int width, int outputs, int groups, int[] kernel, int[] strides, int[] dilations, int[] pads, int[] more)
    {
        var samples = OperatorCheck.Samples(1, 2, channels, height, width);
        var weights = Weights(channels, outputs / groups, kernel);
        float[] bias = [.. Enumerable.Range(0, outputs).Select(n => 500f * (n - 1))];
        var sketch = new OnnxSketch(13, channels, height, width);
        var output = sketch.Node(
            "ConvTranspose", [OnnxSketch.Input, sketch.Constant(weights), sketch.Constant(bias)],
            Numbers("strides", strides), Numbers("dilations", dilations), Numbers("pads", pads), Numbers("output_padding", more), OnnxModelBuilder.Integer("group", groups));

        int[] size = [.. Enumerable.Range(0, 2).Select(d => (strides[d] * (samples.Shape[d + 2] - 1)) + more[d] + ((kernel[d] - 1) * dilations[d]) + 1 - pads[d] - pads[d + 2])];
        var expected = DirectOperators.Create([2, outputs, .. size], at => bias[at[1]]);
        DirectOperators.Create([2, channels, height, width, outputs / groups, kernel[0], kernel[1]], at =>
        {
            int[] place = [(at[2] * strides[0]) + (at[5] * dilations[0]) - pads[0], (at[3] * strides[1]) + (at[6] * dilations[1]) - pads[1]];
            var n = (at[1] / (channels / groups) * (outputs / groups)) + at[4];
            if (place[0] >= 0 && place[0] < size[0] && place[1] >= 0 && place[1] < size[1])
                expected.Values[(((((at[0] * outputs) + n) * size[0]) + place[0]) * size[1]) + place[1]] +=
                    DirectOperators.At(samples, at[..4]) * DirectOperators.At(weights, at[1], at[4], at[5], at[6]);
            return 0;
        });
        OperatorCheck.Agrees(sketch.Read(output), samples, expected);
    }

    [Fact]
    public void Series_are_spread_too_and_pruned_weights_go_back_as_they_came()
    {
        var samples = OperatorCheck.Samples(1, 2, 4, 5);
        var weights = Weights(4, 3, [3]);
        var sketch = new OnnxSketch(13, 4, 5);
        var network = sketch.Read(sketch.Node("ConvTranspose", [OnnxSketch.Input, sketch.Constant(weights)], OnnxModelBuilder.Integers("strides", 2), OnnxModelBuilder.Integer("group", 2)));
        var expected = new Tensor<double>(2, 6, 11);
        DirectOperators.Create([2, 4, 5, 3, 3], at =>
        {
            expected.Values[(((at[0] * 6) + (at[1] / 2 * 3) + at[3]) * 11) + (2 * at[2]) + at[4]] += DirectOperators.At(samples, at[..3]) * DirectOperators.At(weights, at[1], at[3], at[4]);
            return 0;
        });
        OperatorCheck.Agrees(network, samples, expected);

        var written = PrunedModel.Of(network)!.Graph.Initializer.Single(i => i.Dims.Count == 3);
        Assert.Equal([4L, 3, 3], written.Dims);
        Assert.Equal(weights.Values, System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(written.RawData.Span).ToArray());
    }

    [Theory]
    [InlineData("pads", new[] { 2L, 0, 0, 0 }, "pads are larger than the kernel reaches, must be smaller")]
    [InlineData("output_shape", new[] { 9L, 9 }, "attributes output_shape and auto_pad are not supported, pads must be stated")]
    public void What_cannot_be_read_says_why(string name, long[] values, string message)
    {
        var sketch = new OnnxSketch(13, 1, 3, 3);
        var output = sketch.Node("ConvTranspose", [OnnxSketch.Input, sketch.Constant(Weights(1, 1, [2, 2]))], OnnxModelBuilder.Integers(name, values));
        Assert.Equal($"sketch.onnx: node 'convtranspose0' (ConvTranspose): {message}", Assert.Throws<InputException>(() => sketch.Read(output)).Message);
    }

    // One of the ends in every output channel, so that nothing is rounded.
    private static Tensor<float> Weights(int channels, int outputs, int[] kernel)
    {
        var weights = OperatorCheck.Weights(2, [channels, outputs, .. kernel]);
        for (var i = 0; i < weights.Count; i += weights.Stride / outputs)
            weights.Values[i] = 127;
        return weights;
    }

    private static AttributeProto Numbers(string name, int[] values) => OnnxModelBuilder.Integers(name, [.. values.Select(v => (long)v)]);
}
