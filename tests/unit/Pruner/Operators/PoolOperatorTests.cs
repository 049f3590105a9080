using HwGen.Core.IO;
using HwGen.Pruner.Graph;
using HwGen.Pruner.Onnx;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Unit.Pruner.Operators;

public sealed class PoolOperatorTests
{
    /// <summary>Opset, kernel, strides, pads, whether a last window may reach over the edge, and the output's size, worked out by hand for 7 x 6.</summary>
    public static TheoryData<int, int[], int[], int[], bool, int[]> Windows => new()
    {
        { 7, [2, 2], [2, 2], [0, 0, 0, 0], false, [3, 3] },
        { 8, [3, 2], [1, 1], [0, 0, 0, 0], false, [5, 5] },
        { 10, [2, 3], [2, 2], [0, 0, 0, 0], true, [4, 3] },
        { 10, [3, 3], [2, 2], [1, 1, 1, 1], false, [4, 3] },
        { 11, [3, 3], [2, 2], [1, 1, 1, 1], true, [4, 4] },
        { 12, [3, 3], [3, 3], [0, 1, 1, 0], true, [3, 3] },
        { 13, [7, 6], [1, 1], [0, 0, 0, 0], false, [1, 1] },
        { 18, [2, 2], [3, 5], [1, 1, 0, 0], true, [3, 2] },
    };

    [Theory]
    [MemberData(nameof(Windows))]
    public void MaxPool_gives_the_largest(int opset, int[] kernel, int[] strides, int[] pads, bool isCeiling, int[] size) =>
        Check("MaxPool", opset, kernel, strides, pads, isCeiling, size, Array.Empty<AttributeProto>(), values => values.Max());

    [Theory]
    [MemberData(nameof(Windows))]
    public void AveragePool_gives_the_mean_of_what_lies_inside(int opset, int[] kernel, int[] strides, int[] pads, bool isCeiling, int[] size) =>
        Check("AveragePool", opset, kernel, strides, pads, isCeiling, size, Array.Empty<AttributeProto>(), values => values.Average());

    [Theory]
    [MemberData(nameof(Windows))]
    public void AveragePool_counts_pads_if_told_to(int opset, int[] kernel, int[] strides, int[] pads, bool isCeiling, int[] size)
    {
        if (isCeiling)
            return;
        Check("AveragePool", opset, kernel, strides, pads, isCeiling, size, [OnnxModelBuilder.Integer("count_include_pad", 1)], values => values.Sum() / (kernel[0] * kernel[1]));
    }

    /// <summary>The examples of the operators' pages in the ONNX standard, on 1, 2, 3, ...</summary>
    [Theory]
    [InlineData("AveragePool", 4, new[] { 3, 3 }, new[] { 2, 2 }, "ceil", new[] { 6, 7.5, 12, 13.5 })]
    [InlineData("MaxPool", 4, new[] { 3, 3 }, new[] { 2, 2 }, "ceil", new[] { 11.0, 12, 15, 16 })]
    [InlineData("AveragePool", 5, new[] { 3, 3 }, new[] { 2, 2 }, "same", new[] { 4, 5.5, 7, 11.5, 13, 14.5, 19, 20.5, 22 })]
    [InlineData("MaxPool", 5, new[] { 3, 3 }, new[] { 2, 2 }, "same", new[] { 7.0, 9, 10, 17, 19, 20, 22, 24, 25 })]
    [InlineData("MaxPool", 5, new[] { 2, 2 }, new[] { 2, 2 }, "", new[] { 7.0, 9, 17, 19 })]
    [InlineData("MaxPool", 4, new[] { 2, 2 }, new[] { 1, 1 }, "dilated", new[] { 11.0, 12, 15, 16 })]
    [InlineData(
        "AveragePool", 5, new[] { 5, 5 }, new[] { 1, 1 }, "padded",
        new[] { 7, 7.5, 8, 8.5, 9, 9.5, 10, 10.5, 11, 11.5, 12, 12.5, 13, 13.5, 14, 14.5, 15, 15.5, 16, 16.5, 17, 17.5, 18, 18.5, 19 })]
    [InlineData(
        "AveragePool", 5, new[] { 5, 5 }, new[] { 1, 1 }, "counted",
        new[] { 2.52, 3.6, 4.8, 4.08, 3.24, 4.56, 6.4, 8.4, 7.04, 5.52, 7.2, 10, 13, 10.8, 8.4, 6.96, 9.6, 12.4, 10.24, 7.92, 6.12, 8.4, 10.8, 8.88, 6.84 })]
    public void The_examples_of_the_standard_come_out(string type, int size, int[] kernel, int[] strides, string how, double[] expected)
    {
        AttributeProto[] more = how switch
        {
            "ceil" => [OnnxModelBuilder.Integer("ceil_mode", 1)],
            "same" => [OnnxSketch.Text("auto_pad", "SAME_UPPER")],
            "dilated" => [Numbers("dilations", [2, 2])],
            "padded" => [Numbers("pads", [2, 2, 2, 2])],
            "counted" => [Numbers("pads", [2, 2, 2, 2]), OnnxModelBuilder.Integer("count_include_pad", 1)],
            _ => [],
        };
        var sketch = new OnnxSketch(10, 1, size, size);
        var output = sketch.Node(type, [sketch.Same(OnnxSketch.Input, size)], [Numbers("kernel_shape", kernel), Numbers("strides", strides), .. more]);
        var samples = new Tensor<float>([.. Enumerable.Range(1, size * size).Select(i => (float)i)], 1, 1, size, size);

        var found = FloatInterpreter.Run(sketch.Read(output), samples).Values;
        Assert.Equal(expected, found.Select(v => Math.Round((double)v, 4)));
    }

    [Theory]
    [InlineData("GlobalAveragePool")]
    [InlineData("GlobalMaxPool")]
    public void A_global_pool_takes_the_whole_image(string type)
    {
        var samples = OperatorCheck.Samples(5, 3, 4, 5, 3);
        var sketch = new OnnxSketch(13, 4, 5, 3);
        var output = sketch.Node(type, [sketch.Same(OnnxSketch.Input, 3)]);
        OperatorCheck.Agrees(
            sketch.Read(output), samples,
            DirectOperators.Pool(OperatorCheck.Double(samples), new DirectWindow(5, 3), values => type == "GlobalMaxPool" ? values.Max() : values.Average()));
    }

    [Theory]
    [InlineData(13, new long[] { 2, 3 }, 1, new[] { 3, 4, 1, 1 })]
    [InlineData(13, new long[] { -1, -2 }, 0, new[] { 3, 4 })]
    [InlineData(18, new long[] { 2, 3 }, 1, new[] { 3, 4, 1, 1 })]
    [InlineData(18, new long[] { -2, 3 }, 0, new[] { 3, 4 })]
    [InlineData(11, new long[] { 1, 2 }, 0, new[] { 3, 3 })]
    [InlineData(11, new long[] { 2 }, 1, new[] { 3, 4, 1, 3 })]
    [InlineData(11, new long[] { 1 }, 0, new[] { 3, 5, 3 })]
    public void ReduceMean_takes_the_mean_over_any_dimensions_but_the_batch(int opset, long[] axes, int keeps, int[] shape)
    {
        var samples = OperatorCheck.Samples(6, 3, 4, 5, 3);
        var sketch = new OnnxSketch(opset, 4, 5, 3);
        var keepdims = OnnxModelBuilder.Integer("keepdims", keeps);
        var input = sketch.Same(OnnxSketch.Input, 3);
        var output = opset >= 18
            ? sketch.Node("ReduceMean", [input, sketch.Integers(axes)], keepdims)
            : sketch.Node("ReduceMean", [input], OnnxModelBuilder.Integers("axes", axes), keepdims);

        int[] gone = [.. axes.Select(a => (int)(a < 0 ? a + 4 : a))];
        int[] kept = [.. Enumerable.Range(0, 4).Where(d => !gone.Contains(d))];
        var sums = new Dictionary<string, List<double>>();
        DirectOperators.Create(samples.Shape, at =>
        {
            var key = string.Join(",", kept.Select(d => at[d].ToString("d3", null)));
            (sums.TryGetValue(key, out var list) ? list : sums[key] = []).Add(DirectOperators.At(samples, at));
            return 0;
        });
        var means = sums.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => s.Value.Average()).ToArray();
        OperatorCheck.Agrees(sketch.Read(output), samples, new Tensor<double>(means, shape));
    }

    [Theory]
    [InlineData(13, new long[] { 2, 3 }, 1, new[] { 3, 4, 1, 1 })]
    [InlineData(18, new long[] { -2, -1 }, 0, new[] { 3, 4 })]
    public void ReduceMax_takes_the_largest_over_images(int opset, long[] axes, int keeps, int[] shape)
    {
        var samples = OperatorCheck.Samples(6, 3, 4, 5, 3);
        var sketch = new OnnxSketch(opset, 4, 5, 3);
        var (input, keepdims) = (sketch.Same(OnnxSketch.Input, 3), OnnxModelBuilder.Integer("keepdims", keeps));
        var output = opset >= 18
            ? sketch.Node("ReduceMax", [input, sketch.Integers(axes)], keepdims)
            : sketch.Node("ReduceMax", [input], OnnxModelBuilder.Integers("axes", axes), keepdims);
        OperatorCheck.Agrees(sketch.Read(output), samples, DirectOperators.Pool(OperatorCheck.Double(samples), new DirectWindow(5, 3), values => values.Max()).Reshape(shape));
    }

    [Fact]
    public void ReduceMax_takes_the_largest_over_channels()
    {
        var samples = OperatorCheck.Samples(6, 3, 4, 5, 3);
        var sketch = new OnnxSketch(13, 4, 5, 3);
        var output = sketch.Node("ReduceMax", [sketch.Same(OnnxSketch.Input, 3)], OnnxModelBuilder.Integers("axes", 1), OnnxModelBuilder.Integer("keepdims", 0));
        OperatorCheck.Agrees(
            sketch.Read(output), samples, DirectOperators.Create([3, 5, 3], at => Enumerable.Range(0, 4).Max(c => DirectOperators.At(samples, at[0], c, at[1], at[2]))));
    }

    private static void Check(
        string type, int opset, int[] kernel, int[] strides, int[] pads, bool isCeiling, int[] size, AttributeProto[] attributes, Func<double[], double> reduce)
    {
        var samples = OperatorCheck.Samples(opset, 2, 3, 7, 6);
        var sketch = new OnnxSketch(opset, 3, 7, 6);
        var output = sketch.Node(
            type,
            [sketch.Same(OnnxSketch.Input, 6)],
            [Numbers("kernel_shape", kernel), Numbers("strides", strides), Numbers("pads", pads), .. isCeiling ? [OnnxModelBuilder.Integer("ceil_mode", 1)] : attributes]);
        var window = new DirectWindow(kernel) { Strides = strides, Pads = pads, Output = size };
        OperatorCheck.Agrees(sketch.Read(output), samples, DirectOperators.Pool(OperatorCheck.Double(samples), window, reduce));
    }

    private static AttributeProto Numbers(string name, int[] values) => OnnxModelBuilder.Integers(name, [.. values.Select(v => (long)v)]);
}
