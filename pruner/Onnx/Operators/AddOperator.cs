using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Onnx.Operators;

/// <summary>Two activations, or an activation and a constant along one dimension (a bias); a constant is taken away, too.</summary>
internal sealed class AddOperator : IOnnxOperator
{
    public IReadOnlyList<string> Types => ["Add", "Sub"];

    public Operation? Read(OnnxNode node)
    {
        var isDifference = node.OperatorType == "Sub";
        if (!isDifference && !node.IsConstant(0) && !node.IsConstant(1))
        {
            var (first, second) = (node.Activation(0), node.Activation(1));
            return node.Problems.Count > 0 ? null : new Addition(node.Name, first, second, node.Output);
        }

        var place = node.IsConstant(0) && !isDifference ? 0 : 1;
        var input = node.Activation(1 - place);
        var bias = node.Constant(place);
        if (bias is null || node.Problems.Count > 0)
            return null;
        return ChannelConstant.Read(node, input, isDifference ? bias with { Values = Array.ConvertAll(bias.Values, v => -v) } : bias, "added");
    }
}
