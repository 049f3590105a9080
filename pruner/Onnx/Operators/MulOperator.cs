using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Onnx.Operators;

/// <summary>An activation times a constant along one dimension, or divided by it; two activations.</summary>
internal sealed class MulOperator : IOnnxOperator
{
    public IReadOnlyList<string> Types => ["Div", "Mul"];

    public Operation? Read(OnnxNode node)
    {
        var isQuotient = node.OperatorType == "Div";
        if (!isQuotient && !node.IsConstant(0) && !node.IsConstant(1))
        {
            var (first, second) = (node.Activation(0), node.Activation(1));
            return node.Problems.Count > 0 ? null : new Product(node.Name, first, second, node.Output);
        }

        if (isQuotient && !node.IsConstant(0) && !node.IsConstant(1) && node.Activation(1) is var divisor && node.Problems.Count == 0)
        {
            node.Refuse($"divides by '{divisor}', which is computed, must be a constant; so LayerNormalization, which divides by a deviation, is not supported");
            return null;
        }

        var place = node.IsConstant(0) && !isQuotient ? 0 : 1;
        var input = node.Activation(1 - place);
        var factors = node.Constant(place);
        if (isQuotient && factors is not null && factors.Values.Contains(0))
            node.Refuse("divides by 0");
        if (factors is null || node.Problems.Count > 0)
            return null;
        return ChannelConstant.Read(node, input, isQuotient ? factors with { Values = Array.ConvertAll(factors.Values, v => 1 / v) } : factors, "multiplied");
    }
}
