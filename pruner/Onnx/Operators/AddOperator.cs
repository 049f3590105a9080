using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Onnx.Operators;

/// <summary>Two activations, or an activation and a constant along one dimension (a bias); one may be taken away from the other.</summary>
internal sealed class AddOperator : IOnnxOperator
{
    public IReadOnlyList<string> Types => ["Add", "Sub"];

    public Operation? Read(OnnxNode node)
    {
        var isDifference = node.OperatorType == "Sub";
        if (!node.IsConstant(0) && !node.IsConstant(1))
        {
            var (first, second) = (node.Activation(0), node.Activation(1));
            if (node.Problems.Count > 0)
                return null;
            var summand = isDifference ? node.Add(new ChannelScale($"{node.Name}.negative", second, $"{node.Output}.negative", [-1], [0], -1)) : second;
            return new Addition(node.Name, first, summand, node.Output);
        }

        var place = node.IsConstant(0) ? 0 : 1;
        var input = node.Activation(1 - place);
        var bias = node.Constant(place);
        if (bias is null || node.Problems.Count > 0)
            return null;
        var sum = ChannelConstant.Read(node, input, isDifference && place == 1 ? bias with { Values = Array.ConvertAll(bias.Values, v => -v) } : bias, "added");
        return isDifference && place == 0 ? sum! with { Scale = Array.ConvertAll(sum.Scale, s => -s) } : sum;
    }
}
