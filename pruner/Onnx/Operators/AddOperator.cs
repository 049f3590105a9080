using HwGen.Core.IO;
using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Onnx.Operators;

/// <summary>Two activations, or an activation and a constant along one dimension (a bias).</summary>
internal sealed class AddOperator : IOnnxOperator
{
    public IReadOnlyList<string> Types => ["Add"];

    public Operation? Read(OnnxNode node)
    {
        if (!node.IsConstant(0) && !node.IsConstant(1))
        {
            var (first, second) = (node.Activation(0), node.Activation(1));
            return node.Problems.Count > 0 ? null : new Addition(node.Name, first, second, node.Output);
        }

        var place = node.IsConstant(0) ? 0 : 1;
        var input = node.Activation(1 - place);
        var bias = node.Constant(place);
        if (bias is null || node.Problems.Count > 0)
            return null;
        var axis = Array.FindLastIndex(bias.Shape, d => d != 1);
        if (bias.Shape.Count(d => d != 1) <= 1)
            return new ChannelBias(node.Name, input, node.Output, bias.ToFloats().Values, axis < 0 ? 1 : bias.Shape.Length - axis);
        node.Refuse($"a constant of {Tensor<float>.Describe(bias.Shape)} is added, must be one number or one per channel");
        return null;
    }
}
