using HwGen.Pruner.Onnx.Operators;

namespace HwGen.Pruner.Onnx;

/// <summary>The ONNX operators that HwGen reads.</summary>
public static class OnnxOperators
{
    public static IReadOnlyList<IOnnxOperator> All { get; } =
    [
        new AddOperator(),
        new BatchNormalizationOperator(),
        new ClipOperator(),
        new ConcatOperator(),
        new ConstantOperator(),
        new ConvOperator(),
        new FlattenOperator(),
        new GemmOperator(),
        new IdentityOperator(),
        new LeakyReluOperator(),
        new MatMulOperator(),
        new MulOperator(),
        new PadOperator(),
        new PoolOperator(),
        new ReduceMeanOperator(),
        new ReluOperator(),
        new ReshapeOperator(),
        new SoftmaxOperator(),
        new SqueezeOperator(),
        new TransposeOperator(),
    ];

    public static IEnumerable<string> Names => All.SelectMany(o => o.Types).Order(StringComparer.Ordinal);
}
