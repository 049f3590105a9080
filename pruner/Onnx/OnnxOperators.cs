using HwGen.Pruner.Onnx.Operators;

namespace HwGen.Pruner.Onnx;

/// <summary>The ONNX operators that HwGen reads.</summary>
public static class OnnxOperators
{
    public static IReadOnlyList<IOnnxOperator> All { get; } =
    [
        new AddOperator(),
        new ConstantOperator(),
        new FlattenOperator(),
        new GemmOperator(),
        new IdentityOperator(),
        new MatMulOperator(),
        new ReluOperator(),
        new ReshapeOperator(),
    ];

    public static IEnumerable<string> Names => All.SelectMany(o => o.Types).Order(StringComparer.Ordinal);
}
