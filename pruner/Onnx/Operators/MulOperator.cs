using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Onnx.Operators;

/// <summary>An activation times a constant along one dimension.</summary>
internal sealed class MulOperator : IOnnxOperator
{
    public IReadOnlyList<string> Types => ["Mul"];

    public Operation? Read(OnnxNode node)
    {
        var place = node.IsConstant(0) ? 0 : 1;
        var input = node.Activation(1 - place);
        var factors = node.Constant(place);
        return factors is null || node.Problems.Count > 0 ? null : ChannelConstant.Read(node, input, factors, "multiplied");
    }
}
