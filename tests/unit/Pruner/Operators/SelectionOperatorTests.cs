using HwGen.Core.Errors;
using HwGen.Core.IO;
using HwGen.Pruner.Graph;
using HwGen.Pruner.Onnx;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Unit.Pruner.Operators;

/// <summary>Operators that take, repeat and move entries: Slice, Split, Gather, Expand, Resize, DepthToSpace.</summary>
public sealed class SelectionOperatorTests
{
    private static readonly int[] Sample = [4, 6, 5];

    [Theory]
    [InlineData(9)]
    [InlineData(13)]
    public void A_slice_takes_ranges(int opset)
    {
        // rows 1, 2, 3 and columns 3, 4 as counted from the end
        Check(
            opset,
            (s, x) => opset < 10
                ? s.Node("Slice", [x], OnnxModelBuilder.Integers("starts", 1, -2), OnnxModelBuilder.Integers("ends", 4, long.MaxValue), OnnxModelBuilder.Integers("axes", 2, 3))
                : s.Node("Slice", [x, s.Integers(1, -2), s.Integers(4, long.MaxValue), s.Integers(2, 3)]),
            [4, 3, 2],
            at => [at[0], at[1], at[2] + 1, at[3] + 3]);
    }

    /// <summary>start, end, step along the rows, and which rows that are: worked out by hand from the standard.</summary>
    [Theory]
    [InlineData(0, 6, 2, new[] { 0, 2, 4 })]
    [InlineData(5, -100, -1, new[] { 5, 4, 3, 2, 1, 0 })]
    [InlineData(-1, 0, -2, new[] { 5, 3, 1 })]
    [InlineData(2, 100, 3, new[] { 2, 5 })]
    [InlineData(-100, -1, 1, new[] { 0, 1, 2, 3, 4 })]
    public void A_slice_may_step_and_run_backwards(long start, long end, long step, int[] rows) => Check(
        11,
        (s, x) => s.Node("Slice", [x, s.Integers(start), s.Integers(end), s.Integers(-2), s.Integers(step)]),
        [4, rows.Length, 5],
        at => [at[0], at[1], rows[at[2]], at[3]]);

    [Fact]
    public void A_slice_may_name_the_whole_batch() => Check(
        11,
        (s, x) => s.Node("Slice", [x, s.Integers(0, 1), s.Integers(long.MaxValue, 3), s.Integers(0, 1)]),
        [2, 6, 5],
        at => [at[0], at[1] + 1, at[2], at[3]]);

    [Theory]
    [InlineData(11, "attribute")]
    [InlineData(13, "input")]
    [InlineData(13, "alike")]
    [InlineData(18, "count")]
    public void A_split_gives_ranges_one_after_the_other(int opset, string how)
    {
        // 4 channels as 1 + 3, or as 2 + 2; the parts change places.
        var first = how is "attribute" or "input" ? 1 : 2;
        Check(
            opset,
            (s, x) =>
            {
                string[] inputs = how == "input" ? [x, s.Integers(1, 3)] : [x];
                AttributeProto[] attributes = how switch
                {
                    "attribute" => [OnnxModelBuilder.Integers("split", 1, 3)],
                    "count" => [OnnxModelBuilder.Integer("num_outputs", 2)],
                    _ => [],
                };
                var parts = s.Nodes("Split", 2, inputs, [OnnxModelBuilder.Integer("axis", 1), .. attributes]);
                return s.Node("Concat", [parts[1], parts[0]], OnnxModelBuilder.Integer("axis", 1));
            },
            Sample,
            at => [at[0], (at[1] + first) % 4, at[2], at[3]]);
    }

    [Fact]
    public void Gather_takes_entries_and_a_single_one_takes_the_dimension_away()
    {
        Check(13, (s, x) => s.Node("Gather", [x, s.Integers(4, 0, -1)], OnnxModelBuilder.Integer("axis", 2)), [4, 3, 5], at => [at[0], at[1], new[] { 4, 0, 5 }[at[2]], at[3]]);
        Check(13, (s, x) => s.Node("Gather", [x, s.Constant(Single(-1))], OnnxModelBuilder.Integer("axis", 3)), [4, 6], at => [at[0], at[1], at[2], 4]);
    }

    [Fact]
    public void Expand_repeats_and_the_batch_stays()
    {
        Check(13, (s, x) => s.Node("Expand", [s.Node("Unsqueeze", [x, s.Integers(1)]), s.Integers(1, 3, 4, 6, 5)]), [3, 4, 6, 5], at => [at[0], at[2], at[3], at[4]]);
        Check(13, (s, x) => s.Node("Expand", [s.Node("Slice", [x, s.Integers(2), s.Integers(3), s.Integers(3)]), s.Integers(7)]), [4, 6, 7], at => [at[0], at[1], at[2], 2]);
    }

    [Theory]
    [InlineData("DCR")]
    [InlineData("CRD")]
    public void Channels_become_pixels(string mode) => Check(
        13,
        (s, x) => s.Node("DepthToSpace", [x], OnnxModelBuilder.Integer("blocksize", 2), OnnxSketch.Text("mode", mode)),
        [1, 12, 10],
        at => [at[0], ((at[2] % 2 * 2) + (at[3] % 2)) * 1, at[2] / 2, at[3] / 2]);

    /// <summary>With one output channel both modes are alike; with two they differ.</summary>
    [Theory]
    [InlineData("DCR", new[] { 0, 2, 4, 6 }, 1)]
    [InlineData("CRD", new[] { 0, 1, 2, 3 }, 4)]
    public void Modes_of_DepthToSpace_differ_in_the_order_of_channels(string mode, int[] ofPixel, int ofChannel) => Check(
        11,
        (s, x) => s.Node("DepthToSpace", [s.Node("Concat", [x, x], OnnxModelBuilder.Integer("axis", 1))], OnnxModelBuilder.Integer("blocksize", 2), OnnxSketch.Text("mode", mode)),
        [2, 12, 10],
        at => [at[0], (ofPixel[(at[2] % 2 * 2) + (at[3] % 2)] + (at[1] * ofChannel)) % 4, at[2] / 2, at[3] / 2]);

    [Fact]
    public void Pixels_become_channels() => Check(
        13,
        (s, x) => s.Node("SpaceToDepth", [s.Node("Slice", [x, s.Integers(0), s.Integers(4), s.Integers(3)])], OnnxModelBuilder.Integer("blocksize", 2)),
        [16, 3, 2],
        at => [at[0], at[1] % 4, (at[2] * 2) + (at[1] / 8), (at[3] * 2) + (at[1] / 4 % 2)]);

    /// <summary>The examples of the operator's page in the ONNX standard.</summary>
    public static TheoryData<float[], int, double[], bool, string[], double[]> Resizes => new()
    {
        { [1, 2, 3, 4], 2, [2, 3], false, ["nearest"], [1, 1, 1, 2, 2, 2, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 3, 3, 3, 4, 4, 4] },
        { [1, 2, 3, 4, 5, 6, 7, 8], 4, [0.6, 0.6], false, ["nearest"], [1, 3] },
        { [1, 2, 3, 4], 2, [2, 2], false, ["linear"], [1, 1.25, 1.75, 2, 1.5, 1.75, 2.25, 2.5, 2.5, 2.75, 3.25, 3.5, 3, 3.25, 3.75, 4] },
        { [1, 2, 3, 4, 5, 6, 7, 8], 4, [0.6, 0.6], false, ["linear"], [2.6666665, 4.3333331] },
        {
            [1, 2, 3, 4], 2, [2, 2], false, ["linear", "align_corners"],
            [1, 1.33333333, 1.66666667, 2, 1.66666667, 2, 2.33333333, 2.66666667, 2.33333333, 2.66666667, 3, 3.33333333, 3, 3.33333333, 3.66666667, 4]
        },
        { [1, 2, 3, 4], 2, [3, 3], true, ["nearest", "asymmetric", "floor"], [1, 1, 2, 1, 1, 2, 3, 3, 4] },
        { [1, 2, 3, 4], 2, [3, 3], true, ["nearest", "half_pixel", "ceil"], [1, 2, 2, 3, 4, 4, 3, 4, 4] },
    };

    [Theory]
    [MemberData(nameof(Resizes))]
    public void The_examples_of_the_standard_are_resized_so(float[] image, int width, double[] to, bool areSizes, string[] how, double[] expected)
    {
        var sketch = new OnnxSketch(13, 1, image.Length / width, width);
        var same = sketch.Same(OnnxSketch.Input, width);
        string[] inputs = areSizes
            ? [same, "", "", sketch.Integers(1, 1, (long)to[0], (long)to[1])]
            : [same, "", sketch.Constant(1, 1, (float)to[0], (float)to[1])];
        AttributeProto[] attributes = [OnnxSketch.Text("mode", how[0]), .. how.Skip(1).Take(1).Select(m => OnnxSketch.Text("coordinate_transformation_mode", m)), .. how.Skip(2).Select(m => OnnxSketch.Text("nearest_mode", m))];
        var found = FloatInterpreter.Run(sketch.Read(sketch.Node("Resize", inputs, attributes)), new Tensor<float>(image, 1, 1, image.Length / width, width));
        Assert.Equal(expected, found.Values.Select(v => (double)v), (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Theory]
    [InlineData("Upsample", 7)]
    [InlineData("Upsample", 9)]
    [InlineData("Resize", 10)]
    public void Older_opsets_repeat_pixels(string type, int opset) => Check(
        opset,
        (s, x) => opset < 9 ? s.Node(type, [x], new AttributeProto { Name = "scales", Floats = { 1, 1, 3, 2 } }) : s.Node(type, [x, s.Constant(1, 1, 3, 2)], OnnxSketch.Text("mode", "nearest")),
        [4, 18, 10],
        at => [at[0], at[1], at[2] / 3, at[3] / 2]);

    public static TheoryData<Func<OnnxSketch, string, string>, string> Refused => new()
    {
        { (s, x) => s.Node("Slice", [x, s.Integers(1), s.Integers(9), s.Integers(0)]), "slice1' (Slice): axes 0, must be 1 to 3, each once: the batch stays in front" },
        { (s, x) => s.Node("Slice", [x, s.Integers(3), s.Integers(3), s.Integers(2)]), "slice1' (Slice): takes nothing, must take at least one entry" },
        { (s, x) => s.Node("Slice", [x, s.Integers(0), s.Integers(3), s.Integers(2), s.Integers(0)]), "slice1' (Slice): a slice has the step 0, must not be 0" },
        { (s, x) => s.Node("Slice", [x, s.Integers(0, 1), s.Integers(3)]), "slice1' (Slice): starts, ends, axes and steps must be as many" },
        { (s, x) => s.Nodes("Split", 2, [x, s.Integers(1, 2)], OnnxModelBuilder.Integer("axis", 1))[0], "split1' (Split): parts of 1, 2 for 2 outputs, must add up to 4" },
        { (s, x) => s.Node("Gather", [x, s.Integers(6)], OnnxModelBuilder.Integer("axis", 2)), "gather1' (Gather): axis 6 of a constant of 6 dimensions" },
        { (s, x) => s.Node("Gather", [x, x], OnnxModelBuilder.Integer("axis", 2)), "gather1' (Gather): input 1 ('matmul0.output') is computed, must be a constant" },
        { (s, x) => s.Node("Expand", [x, s.Integers(1, 4, 6, 7)]), "expand1' (Expand): a sample of 4 x 6 x 5 is spread over [1, 4, 6, 7], which does not fit" },
        { (s, x) => s.Node("DepthToSpace", [x], OnnxModelBuilder.Integer("blocksize", 3)), "depthtospace1' (DepthToSpace): blocksize 3 for a sample of 4 x 6 x 5, must divide it" },
        { (s, x) => s.Node("Resize", [x, "", s.Constant(1, 1, 2, 2)], OnnxSketch.Text("mode", "cubic")), "resize1' (Resize): attribute mode is cubic, must be nearest or linear" },
        { (s, x) => s.Node("Resize", [x, "", s.Constant(2, 1, 2, 2)]), "resize1' (Resize): needs constant scales or sizes of at least 1 for each dimension, the batch staying as it is" },
        { (s, x) => s.Node("Resize", [x, "", s.Constant(1, 1, 2, 2)], OnnxSketch.Text("coordinate_transformation_mode", "tf_crop_and_resize")), "resize1' (Resize): attribute coordinate_transformation_mode is tf_crop_and_resize, must be one of align_corners, asymmetric, half_pixel, pytorch_half_pixel" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_cannot_be_read_says_why(Func<OnnxSketch, string, string> build, string message)
    {
        var sketch = new OnnxSketch(13, Sample);
        var output = build(sketch, sketch.Same(OnnxSketch.Input, 5));
        Assert.Equal($"sketch.onnx: node '{message}", Assert.Throws<InputException>(() => sketch.Read(output)).Errors[0].ToString());
    }

    /// <param name="opset">of the model</param>
    /// <param name="build">gives the output</param>
    /// <param name="shape">of an output sample</param>
    /// <param name="from">which number of the input each of the output is, the batch in front</param>
    private static void Check(int opset, Func<OnnxSketch, string, string> build, int[] shape, Func<int[], int[]> from)
    {
        var samples = OperatorCheck.Samples(5, [3, .. Sample]);
        var sketch = new OnnxSketch(opset, Sample);
        var network = sketch.Read(build(sketch, sketch.Same(OnnxSketch.Input, 5)));
        OperatorCheck.Agrees(network, samples, DirectOperators.Create([3, .. shape], at => DirectOperators.At(samples, from(at))));
    }

    private static TensorProto Single(long value) => new() { Name = "single", DataType = (int)TensorProto.Types.DataType.Int64, Int64Data = { value } };
}
