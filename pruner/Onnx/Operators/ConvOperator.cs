using HwGen.Core.IO;
using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Onnx.Operators;

/// <summary>A convolution of images or series with constant weights, in groups or not.</summary>
internal sealed class ConvOperator : IOnnxOperator
{
    public IReadOnlyList<string> Types => ["Conv"];

    public Operation? Read(OnnxNode node)
    {
        var input = node.Activation(0);
        var weights = node.Constant(1);
        var bias = node.HasInput(2) ? node.Constant(2) : null;
        var groups = (int)node.Integer("group", 1);
        if (weights is { Shape.Length: not (3 or 4) })
            node.Refuse($"weights have {weights.Shape.Length} dimensions, must have 3 or 4: series have a length, images a height and a width");
        else if (weights is not null && weights.Shape.Any(d => d < 1))
            node.Refuse($"weights are {Tensor<float>.Describe(weights.Shape)}, must be at least 1 each");
        var window = WindowAttributes.Read(node, weights is { Shape.Length: 3 or 4 } && weights.Shape.All(d => d > 0) ? weights.Shape[2..] : [1, 1]);
        if (weights is null || node.Problems.Count > 0)
            return null;
        var n = weights.Shape[0];
        if (groups < 1 || n % groups != 0)
            node.Refuse($"attribute group is {groups}, must divide {n} output channels");
        if (bias is not null && bias.Values.Length != n)
            node.Refuse($"bias is {Tensor<float>.Describe(bias.Shape)}, must be {n}");
        return node.Problems.Count > 0 ? null : new Convolution(node.Name, input, node.Output)
        {
            Window = window,
            Channels = weights.Shape[1] * groups,
            Groups = groups,
            Weights = WeightLayout.ToMatrix(weights.ToFloats(), groups),
            WeightScales = weights.Scales?.Of(0, n),
            Bias = bias?.ToFloats().Values ?? new float[n],
            Origin = WeightOrigin.Of(node.Index, n),
        };
    }
}
