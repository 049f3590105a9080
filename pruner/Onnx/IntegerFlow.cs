namespace HwGen.Pruner.Onnx;

/// <summary>What may stand between QuantizeLinear and DequantizeLinear: what treats integers as it would treat the real numbers that they stand for.</summary>
internal static class IntegerFlow
{
    private static readonly HashSet<string> Moving = new(StringComparer.Ordinal)
    {
        "DepthToSpace", "Expand", "Flatten", "Gather", "GlobalMaxPool", "Identity", "MaxPool", "Reshape", "Slice", "SpaceToDepth", "Split", "Squeeze", "Transpose", "Unsqueeze",
    };

    /// <summary>Hands integers on from input to output, or refuses an operator that would need their real numbers.</summary>
    public static void Follow(OnnxNode node)
    {
        if (node.OperatorType is "Clip" or "DequantizeLinear" or "Shape")
            return;
        for (var i = 0; i < node.InputCount; i++)
        {
            if (node.IntegersAt(i) is not { } integers)
                continue;
            if (i == 0 && (Moving.Contains(node.OperatorType) || (node.OperatorType == "Relu" && integers.ZeroPoint == 0)))
                node.GiveIntegers(integers);
            else
                node.Refuse($"input {i} are integers of a QuantizeLinear, must be the real numbers that DequantizeLinear makes of them");
        }
    }
}
