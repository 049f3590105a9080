namespace HwGen.Pruner.Onnx;

/// <summary>The limits of a Clip: attributes (until opset 10) or constants.</summary>
internal static class ClipLimits
{
    /// <summary>Both, infinite where there is none; the node is refused if they cross.</summary>
    public static (float Low, float High) Of(OnnxNode node)
    {
        var low = Limit(node, 1, "min", float.NegativeInfinity);
        var high = Limit(node, 2, "max", float.PositiveInfinity);
        if (low > high)
            node.Refuse($"min is {low}, must be at most max ({high})");
        return (low, high);
    }

    private static float Limit(OnnxNode node, int input, string name, float otherwise)
    {
        var found = node.HasInput(input) ? (float?)node.Constant(input)?.Values.FirstOrDefault(otherwise) ?? otherwise : node.Real(name, otherwise);
        return found <= -float.MaxValue ? float.NegativeInfinity : found >= float.MaxValue ? float.PositiveInfinity : found;
    }
}
