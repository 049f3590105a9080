using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Onnx.Operators;

/// <summary>Limits as attributes (until opset 10) or as constants; those of integers (QDQ models of fewer bits than their type) are integers, too.</summary>
internal sealed class ClipOperator : IOnnxOperator
{
    public IReadOnlyList<string> Types => ["Clip"];

    public Operation? Read(OnnxNode node)
    {
        var input = node.Activation(0);
        var low = Limit(node, 1, "min", float.NegativeInfinity);
        var high = Limit(node, 2, "max", float.PositiveInfinity);
        if (low > high)
            node.Refuse($"min is {low}, must be at most max ({high})");
        if (node.Problems.Count > 0)
            return null;
        if (node.IntegersAt(0) is not { } integers)
            return new Clamp(node.Name, input, node.Output, new Bounds(low, high));
        node.GiveIntegers(integers.Cut(low, high));
        return new Clamp(node.Name, input, node.Output, integers.Cut(low, high).Reach);
    }

    private static float Limit(OnnxNode node, int input, string name, float otherwise)
    {
        var found = node.HasInput(input) ? (float?)node.Constant(input)?.Values.FirstOrDefault(otherwise) ?? otherwise : node.Real(name, otherwise);
        return found <= -float.MaxValue ? float.NegativeInfinity : found >= float.MaxValue ? float.PositiveInfinity : found;
    }
}
