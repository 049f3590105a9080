using HwGen.Core.IO;
using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Onnx.Operators;

/// <summary>alpha * A * B + beta * C, with an activation A and constants B and C.</summary>
internal sealed class GemmOperator : IOnnxOperator
{
    public IReadOnlyList<string> Types => ["Gemm"];

    public Operation? Read(OnnxNode node)
    {
        var input = node.Activation(0);
        var weights = node.Constant(1);
        var bias = node.HasInput(2) ? node.Constant(2) : new OnnxConstant([0], [1]);
        node.Require("transA", 0, 0);
        var alpha = node.Real("alpha", 1);
        var beta = node.Real("beta", 1);
        var isTransposed = node.Integer("transB", 0) != 0;
        if (weights is { Shape.Length: not 2 })
            node.Refuse($"weights have {weights.Shape.Length} dimensions, must be 2");
        if (weights is null || bias is null || node.Problems.Count > 0)
            return null;
        var matrix = weights.ToFloats();
        if (isTransposed)
            matrix = Matrices.Transpose(matrix);
        var n = matrix.Shape[1];
        if (bias.Values.Length != 1 && (bias.Values.Length != n || bias.Shape[^1] != n))
            node.Refuse($"bias is {Tensor<float>.Describe(bias.Shape)}, must be one number or {n}");
        if (node.Problems.Count > 0)
            return null;
        return new Linear(node.Name, input, node.Output)
        {
            Weights = new Tensor<float>(Array.ConvertAll(matrix.Values, v => alpha * v), matrix.Shape),
            WeightScales = weights.Scales?.Of(isTransposed ? 0 : 1, n)?.Select(s => s * Math.Abs((double)alpha)).ToArray(),
            Bias = [.. Enumerable.Range(0, n).Select(i => beta * (float)bias.Values[bias.Values.Length == 1 ? 0 : i])],
            Origin = WeightOrigin.Of(node.Index, n),
        };
    }
}
