using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Onnx.Operators;

/// <summary>An activation times a constant matrix.</summary>
internal sealed class MatMulOperator : IOnnxOperator
{
    public IReadOnlyList<string> Types => ["MatMul"];

    public Operation? Read(OnnxNode node)
    {
        var input = node.Activation(0);
        var weights = node.Constant(1);
        if (weights is { Shape.Length: not 2 })
            node.Refuse($"weights have {weights.Shape.Length} dimensions, must be 2");
        if (weights is null || node.Problems.Count > 0)
            return null;
        return new Linear(node.Name, input, node.Output)
        {
            Weights = weights.ToFloats(),
            Bias = new float[weights.Shape[1]],
            Origin = WeightOrigin.Of(node.Index, weights.Shape[1]),
        };
    }
}
