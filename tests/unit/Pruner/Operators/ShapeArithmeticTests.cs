using HwGen.Core.Errors;
using HwGen.Core.IO;
using HwGen.Pruner.Graph;
using HwGen.Pruner.Onnx;
using HwGen.Tests.Shared;
using DataType = HwGen.Pruner.Onnx.TensorProto.Types.DataType;

namespace HwGen.Tests.Unit.Pruner.Operators;

/// <summary>Targets that exporters compute from shapes, and other arithmetic on constants, done while the file is read.</summary>
public sealed class ShapeArithmeticTests
{
    private static readonly int[] Sample = [4, 6, 5];

    /// <summary>What PyTorch writes for x.view(x.size(0), -1): with and without its own constant folding, and of older versions.</summary>
    public static TheoryData<Func<OnnxSketch, string, string>, int[]> Targets => new()
    {
        { (s, x) => s.Node("Concat", [s.Node("Unsqueeze", [Entry(s, x, 0), s.Integers(0)]), s.Integers(-1)], Axis(0)), [120] },
        { (s, x) => s.Node("Concat", [s.Node("Unsqueeze", [Entry(s, x, 0), s.Integers(0)]), s.Node("Unsqueeze", [s.Constant(Number(-1)), s.Integers(0)])], Axis(0)), [120] },
        { (s, x) => s.Node("Concat", [s.Node("Slice", [s.Node("Shape", [x]), s.Integers(0), s.Integers(1), s.Integers(0)]), s.Integers(2, 60)], Axis(0)), [2, 60] },
        { (s, x) => s.Node("Cast", [s.Node("Concat", [s.Node("Cast", [s.Node("Gather", [s.Node("Shape", [x]), s.Integers(0)])], To(DataType.Float)), s.Constant(-1f)], Axis(0))], To(DataType.Int64)), [120] },
        // view(b, 2, c // 2, h * w)
        {
            (s, x) => s.Node(
                "Concat",
                [
                    Vector(s, Entry(s, x, 0)), s.Integers(2), Vector(s, s.Node("Div", [Entry(s, x, 1), s.Constant(Number(2))])),
                    Vector(s, s.Node("Mul", [Entry(s, x, -2), Entry(s, x, 3)])),
                ],
                Axis(0)),
            [2, 2, 30]
        },
        // 7 // 2 and 5 - 1 as integers, an entry chosen by a condition
        {
            (s, x) => s.Node("Concat", [s.Node("Shape", [x], OnnxModelBuilder.Integer("end", 1)), Vector(s, s.Node("Div", [s.Constant(Number(7)), s.Constant(Number(2))])), Vector(s, s.Node("Sub", [Entry(s, x, 3), s.Constant(Number(1))])), s.Node("Where", [s.Node("Equal", [s.Integers(-1), s.Integers(-1)]), s.Integers(10), s.Integers(3)])], Axis(0)),
            [3, 4, 10]
        },
        { (s, x) => s.Node("Concat", [s.Integers(0), s.Node("Expand", [s.Integers(-1), s.Integers(1)])], Axis(0)), [120] },
        { (s, x) => s.Node("Range", [s.Constant(Number(0)), s.Constant(Number(-2)), s.Constant(Number(-1))]), [120] },
        { (s, x) => s.Node("Concat", [s.Node("ConstantOfShape", [s.Integers(2)], OnnxSketch.TensorOf("value", Ones)), s.Node("Neg", [s.Integers(1)])], Axis(0)), [1, 120] },
        { (s, x) => s.Node("Reshape", [s.Node("Transpose", [s.Node("Reshape", [s.Integers(-1, 2, 60, 1), s.Integers(2, 2)])]), s.Integers(-1)]), [60, 2, 1] },
    };

    [Theory]
    [MemberData(nameof(Targets))]
    public void A_target_may_be_computed_from_shapes(Func<OnnxSketch, string, string> target, int[] shape)
    {
        var samples = OperatorCheck.Samples(5, [3, .. Sample]);
        var sketch = new OnnxSketch(15, Sample);
        var x = sketch.Same(OnnxSketch.Input, 5);
        var values = target(sketch, x);
        var network = sketch.Read(sketch.Node("Reshape", [x, values]));
        Assert.Equal([3, .. shape], FloatInterpreter.Run(network, samples).Shape);
        Assert.Equal(samples.Values, FloatInterpreter.Run(network, samples).Values);
    }

    [Fact]
    public void A_squeeze_without_axes_leaves_the_batch()
    {
        var sketch = new OnnxSketch(13, 1, 3, 1, 2);
        Assert.Equal([1, 3, 2], FloatInterpreter.Run(sketch.Read(sketch.Node("Squeeze", [sketch.Same(OnnxSketch.Input, 2)])), new Tensor<float>(1, 1, 3, 1, 2)).Shape);
    }

    [Fact]
    public void Weights_may_be_turned_and_computed()
    {
        var sketch = new OnnxSketch(13, 2);
        // [[1, 2], [3, 4], [5, 6]] turned, times 2 and minus 1: [[1, 5, 9], [3, 7, 11]]
        var weights = sketch.Node("Sub", [sketch.Node("Mul", [sketch.Node("Transpose", [sketch.Constant(new Tensor<float>([1, 2, 3, 4, 5, 6], 3, 2))]), sketch.Constant(2)]), sketch.Constant(1)]);
        var network = sketch.Read(sketch.Node("MatMul", [OnnxSketch.Input, weights]));
        Assert.Equal([1f, 5, 9, 3, 7, 11], network.Gemms.Single().Weights.Values);
    }

    public static TheoryData<Func<OnnxSketch, string, string>, string> Refused => new()
    {
        {
            (s, x) => s.Node("Reshape", [x, s.Node("Concat", [Vector(s, s.Node("Mul", [Entry(s, x, 0), Entry(s, x, 1)])), s.Integers(30)], Axis(0))]),
            "reshape8': target shape [a multiple of the batch, 30] of a sample of 4 x 6 x 5, must leave the batch in front and by itself"
        },
        {
            (s, x) => s.Node("Reshape", [x, s.Node("Concat", [s.Integers(4), Vector(s, Entry(s, x, 0)), s.Integers(30)], Axis(0))]),
            "reshape5': target shape [4, batch, 30] of a sample of 4 x 6 x 5, must leave the batch in front and by itself"
        },
        { (s, x) => s.Node("Add", [x, s.Node("ConstantOfShape", [s.Node("Shape", [x])])]), "constantofshape2' (ConstantOfShape): a constant of the shape [batch, 4, 6, 5], must be numbers without the batch, at most 67108864" },
        { (s, x) => s.Node("Reshape", [x, s.Node("Add", [s.Integers(1, 2), s.Integers(1, 2, 3)])]), "add1' (Add): constants of 2 and 3, must have one shape or spread over it" },
        { (s, x) => s.Node("Reshape", [x, s.Node("Gather", [s.Integers(1, 2), s.Integers(2)])]), "gather1' (Gather): axis 2 of a constant of 2 dimensions" },
        { (s, x) => s.Node("Equal", [x, s.Constant(1)]), "equal1' (Equal): works on an activation, must work on constants and shapes alone" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_cannot_be_computed_says_why(Func<OnnxSketch, string, string> build, string message)
    {
        var sketch = new OnnxSketch(15, Sample);
        var output = build(sketch, sketch.Same(OnnxSketch.Input, 5));
        Assert.Equal($"sketch.onnx: node '{message}", Assert.Throws<InputException>(() => sketch.Read(output)).Errors.Single().ToString());
    }

    [Fact]
    public void Arithmetic_behind_an_unsupported_node_is_not_blamed_but_other_nodes_are()
    {
        var sketch = new OnnxSketch(15, Sample);
        var odd = sketch.Node("Einsum", [sketch.Same(OnnxSketch.Input, 5)]);
        var flat = sketch.Node("Reshape", [odd, sketch.Node("Concat", [Vector(sketch, Entry(sketch, odd, 0)), sketch.Integers(-1)], Axis(0))]);
        var errors = Assert.Throws<InputException>(() => sketch.Read(sketch.Node("Loop", [sketch.Node("Relu", [flat])]))).Errors;
        Assert.Equal(
            ["sketch.onnx: node 'einsum1' (Einsum): operator not supported", "sketch.onnx: node 'loop8' (Loop): operator not supported: which nodes run is unknown beforehand"],
            errors.SkipLast(1).Select(e => e.ToString()));
        Assert.StartsWith("sketch.onnx: operators that are supported: Abs, Add, ", errors[^1].ToString(), StringComparison.Ordinal);
    }

    private static TensorProto Ones => new() { DataType = (int)DataType.Int64, Dims = { 1 }, Int64Data = { 1 } };

    private static AttributeProto Axis(int axis) => OnnxModelBuilder.Integer("axis", axis);

    private static AttributeProto To(DataType type) => OnnxModelBuilder.Integer("to", (int)type);

    private static TensorProto Number(long value) => new() { Name = $"number{value}.{Guid.NewGuid()}", DataType = (int)DataType.Int64, Int64Data = { value } };

    private static string Vector(OnnxSketch sketch, string number) => sketch.Node("Unsqueeze", [number, sketch.Integers(0)]);

    private static string Entry(OnnxSketch sketch, string x, int place) => sketch.Node("Gather", [sketch.Node("Shape", [x]), sketch.Constant(Number(place))], Axis(0));
}
