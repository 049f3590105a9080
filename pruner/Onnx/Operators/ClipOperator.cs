using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Onnx.Operators;

/// <summary>Cuts off; the limits of integers (QDQ models of fewer bits than their type) are integers, too.</summary>
internal sealed class ClipOperator : IOnnxOperator
{
    public IReadOnlyList<string> Types => ["Clip"];

    public Operation? Read(OnnxNode node)
    {
        var input = node.Activation(0);
        var (low, high) = ClipLimits.Of(node);
        if (node.Problems.Count > 0)
            return null;
        if (node.IntegersAt(0) is not { } integers)
            return new Clamp(node.Name, input, node.Output, new Bounds(low, high));
        node.GiveIntegers(integers.Cut(low, high));
        return new Clamp(node.Name, input, node.Output, integers.Cut(low, high).Reach);
    }
}
