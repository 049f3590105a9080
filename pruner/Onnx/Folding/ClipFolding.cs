namespace HwGen.Pruner.Onnx.Folding;

/// <summary>Numbers cut off at two limits: weights of a quantized model that has fewer bits than their type.</summary>
internal sealed class ClipFolding : IConstantFolding
{
    public IReadOnlyList<string> Types => ["Clip"];

    public OnnxConstant? Fold(OnnxNode node, IReadOnlyList<OnnxConstant?> inputs)
    {
        var low = Limit(node, inputs, 1, "min", float.NegativeInfinity);
        var high = Limit(node, inputs, 2, "max", float.PositiveInfinity);
        if (low > high)
            node.Refuse($"min is {low}, must be at most max ({high})");
        return low > high ? null : inputs[0]! with { Values = Array.ConvertAll(inputs[0]!.Values, v => Math.Clamp(v, low, high)), Scales = null };
    }

    private static double Limit(OnnxNode node, IReadOnlyList<OnnxConstant?> inputs, int place, string name, float otherwise) =>
        inputs.Count > place ? inputs[place]?.Values.FirstOrDefault(otherwise) ?? otherwise : node.Real(name, otherwise);
}
