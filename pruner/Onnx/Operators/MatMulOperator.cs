using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Onnx.Operators;

/// <summary>An activation times a constant matrix.</summary>
internal sealed class MatMulOperator : IOnnxOperator
{
    public IReadOnlyList<string> Types => ["MatMul"];

    /// <summary>The message for a product of two activations.</summary>
    public static string BothComputed(string first, string second) =>
        $"both '{first}' and '{second}' are computed, one must be a constant: the array multiplies by weights, not activations by each other as attention does";

    public Operation? Read(OnnxNode node)
    {
        var input = node.Activation(0);
        if (!node.IsConstant(0) && !node.IsConstant(1) && node.Activation(1) is var other && node.Problems.Count == 0)
        {
            node.Refuse(BothComputed(input, other));
            return null;
        }

        var weights = node.Constant(1);
        if (weights is { Shape.Length: not 2 })
            node.Refuse($"weights have {weights.Shape.Length} dimensions, must be 2");
        if (weights is null || node.Problems.Count > 0)
            return null;
        return new Linear(node.Name, input, node.Output)
        {
            Weights = weights.ToFloats(),
            WeightScales = weights.Scales?.Of(1, weights.Shape[1]),
            Bias = new float[weights.Shape[1]],
            Origin = WeightOrigin.Of(node.Index, weights.Shape[1]),
        };
    }
}
