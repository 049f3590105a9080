using HwGen.Core.IO;
using HwGen.Core.Network;
using HwGen.Pruner.Graph;
using HwGen.Pruner.Onnx;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Unit.Pruner.Operators;

/// <summary>Convolutions and pools of one dimension: the same as those of images of one row.</summary>
public sealed class SeriesOperatorTests
{
    /// <summary>Channels, length, output channels, groups; kernel, stride, dilation, pads.</summary>
    [Theory]
    [InlineData(3, 17, 4, 1, 5, 1, 1, new[] { 0, 0 })]
    [InlineData(3, 17, 4, 1, 3, 2, 2, new[] { 4, 0 })]
    [InlineData(6, 11, 6, 6, 3, 1, 1, new[] { 1, 1 })]
    [InlineData(4, 11, 6, 2, 4, 3, 1, new[] { 0, 2 })]
    [InlineData(5, 9, 7, 1, 1, 1, 1, new[] { 0, 0 })]
    public void A_convolution_is_what_its_definition_says(int channels, int length, int outputs, int groups, int kernel, int stride, int dilation, int[] pads)
    {
        var samples = OperatorCheck.Samples(1, 2, channels, length);
        var weights = OperatorCheck.Weights(2, outputs, channels / groups, kernel);
        float[] bias = [.. Enumerable.Range(0, outputs).Select(n => 1000f * (n - 1))];
        var sketch = new OnnxSketch(13, channels, length);
        var output = sketch.Node(
            "Conv",
            [OnnxSketch.Input, sketch.Constant(weights), sketch.Constant(bias)],
            OnnxModelBuilder.Integers("kernel_shape", kernel), OnnxModelBuilder.Integers("strides", stride), OnnxModelBuilder.Integers("dilations", dilation),
            OnnxModelBuilder.Integers("pads", pads[0], pads[1]), OnnxModelBuilder.Integer("group", groups));

        var window = new DirectWindow(1, kernel) { Strides = [1, stride], Dilations = [1, dilation], Pads = [0, pads[0], 0, pads[1]] };
        var expected = DirectOperators.Convolution(Image(samples), weights.Reshape(outputs, channels / groups, 1, kernel), bias, window, groups);
        OperatorCheck.Agrees(sketch.Read(output), samples, expected.Reshape(2, outputs, expected.Shape[3]));
    }

    [Theory]
    [InlineData("MaxPool", 3, 2, new[] { 1, 1 }, false, 6)]
    [InlineData("AveragePool", 3, 2, new[] { 1, 0 }, false, 5)]
    [InlineData("MaxPool", 4, 3, new[] { 0, 0 }, true, 4)]
    [InlineData("AveragePool", 4, 3, new[] { 0, 0 }, true, 4)]
    public void A_pool_moves_along_the_length(string type, int kernel, int stride, int[] pads, bool isCeiling, int places)
    {
        var samples = OperatorCheck.Samples(3, 2, 3, 11);
        var sketch = new OnnxSketch(13, 3, 11);
        var output = sketch.Node(
            type, [sketch.Same(OnnxSketch.Input, 11)],
            OnnxModelBuilder.Integers("kernel_shape", kernel), OnnxModelBuilder.Integers("strides", stride), OnnxModelBuilder.Integers("pads", pads[0], pads[1]),
            OnnxModelBuilder.Integer("ceil_mode", isCeiling ? 1 : 0));
        var window = new DirectWindow(1, kernel) { Strides = [1, stride], Pads = [0, pads[0], 0, pads[1]], Output = [1, places] };
        var expected = DirectOperators.Pool(Image(samples), window, values => type == "MaxPool" ? values.Max() : values.Average());
        OperatorCheck.Agrees(sketch.Read(output), samples, expected.Reshape(2, 3, places));
    }

    [Theory]
    [InlineData("GlobalAveragePool")]
    [InlineData("GlobalMaxPool")]
    public void A_global_pool_takes_the_whole_length(string type)
    {
        var samples = OperatorCheck.Samples(3, 2, 3, 11);
        var sketch = new OnnxSketch(13, 3, 11);
        var network = sketch.Read(sketch.Node(type, [sketch.Same(OnnxSketch.Input, 11)]));
        var expected = DirectOperators.Pool(Image(samples), new DirectWindow(1, 11), values => type == "GlobalMaxPool" ? values.Max() : values.Average());
        OperatorCheck.Agrees(network, samples, expected.Reshape(2, 3, 1));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_batch_normalization_of_series_becomes_part_of_the_layer_or_one_of_its_own(bool behindConvolution)
    {
        var samples = OperatorCheck.Samples(4, 2, 3, 8);
        var sketch = new OnnxSketch(13, 3, 8);
        float[] scale = [0.5f, -2, 1], bias = [10, 0, -5], mean = [1, 2, 3], variance = [4, 1, 0.25f];
        var point = new Tensor<float>([1, 0, 0, 0, 1, 0, 0, 0, 1], 3, 3, 1);
        var input = behindConvolution ? sketch.Node("Conv", [OnnxSketch.Input, sketch.Constant(point)]) : sketch.Same(OnnxSketch.Input, 8);
        var network = sketch.Read(sketch.Node("BatchNormalization", [input, sketch.Constant(scale), sketch.Constant(bias), sketch.Constant(mean), sketch.Constant(variance)], OnnxModelBuilder.Real("epsilon", 0)));
        Assert.Equal(behindConvolution ? 1 : 2, network.Gemms.Count());
        var series = OperatorCheck.Double(samples);
        OperatorCheck.Agrees(network, samples, DirectOperators.PerChannel(series, (v, c) => ((v - mean[c]) / Math.Sqrt(variance[c]) * scale[c]) + bias[c]));
    }

    [Fact]
    public void Pruned_weights_go_back_in_the_shape_they_came()
    {
        var sketch = new OnnxSketch(13, 3, 8);
        var weights = OperatorCheck.Weights(6, 4, 3, 5);
        var network = sketch.Read(sketch.Node("Conv", [OnnxSketch.Input, sketch.Constant(weights)]));
        var written = PrunedModel.Of(network)!.Graph.Initializer.Single(i => i.Dims.Count == 3);
        Assert.Equal([4L, 3, 5], written.Dims);
        Assert.Equal(weights.Values, OnnxReader.Read(PrunedModel.Of(network)!, "a.onnx").Gemms.Single() is var again ? Back(again) : []);

        static float[] Back(GemmOperation layer) =>
            [.. Enumerable.Range(0, 60).Select(i => layer.Weights.Values[((((i % 5) * 3) + (i / 5 % 3)) * 4) + (i / 15)])];
    }

    [Fact]
    public void Series_become_images_in_the_plan_and_series_again()
    {
        var sketch = new OnnxSketch(13, 3, 8);
        var network = sketch.Read(sketch.Node("Conv", [OnnxSketch.Input, sketch.Constant(OperatorCheck.Weights(6, 4, 3, 5))]));
        var plan = OperatorCheck.Plan(network, OperatorCheck.Samples(1, 2, 3, 8));
        Assert.Equal([typeof(ReshapeLayer), typeof(ConvolutionLayer), typeof(ReshapeLayer)], plan.Layers.Select(l => l.GetType()));
        Assert.Equal(["4 x 1 x 4", "4 x 4"], plan.Layers.Skip(1).Select(l => Tensor<int>.Describe(l.Shape)));
    }

    private static Tensor<double> Image(Tensor<float> series) =>
        OperatorCheck.Double(series).Reshape(series.Shape[0], series.Shape[1], 1, series.Shape[2]);
}
