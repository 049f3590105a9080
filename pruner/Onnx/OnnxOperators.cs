using HwGen.Pruner.Onnx.Operators;

namespace HwGen.Pruner.Onnx;

/// <summary>The ONNX operators that HwGen reads.</summary>
public static class OnnxOperators
{
    public static IReadOnlyList<IOnnxOperator> All { get; } =
    [
        new AddOperator(),
        new BatchNormalizationOperator(),
        new CastOperator(),
        new ClipOperator(),
        new ConcatOperator(),
        new ConstantOperator(),
        new ConvOperator(),
        new ConvTransposeOperator(),
        new DepthToSpaceOperator(),
        new ExpandOperator(),
        new FlattenOperator(),
        new FunctionOperator(),
        new GatherOperator(),
        new GemmOperator(),
        new IdentityOperator(),
        new LeakyReluOperator(),
        new MatMulOperator(),
        new MinMaxOperator(),
        new MulOperator(),
        new PReluOperator(),
        new PadOperator(),
        new PoolOperator(),
        new QuantizationOperator(),
        new ReduceMaxOperator(),
        new ReduceMeanOperator(),
        new ReluOperator(),
        new ReshapeOperator(),
        new ResizeOperator(),
        new ShapeOperator(),
        new SliceOperator(),
        new SoftmaxOperator(),
        new SplitOperator(),
        new SqueezeOperator(),
        new TransposeOperator(),
    ];

    public static IEnumerable<string> Names => All.SelectMany(o => o.Types).Order(StringComparer.Ordinal);
}
