namespace HwGen.Pruner.Onnx.Folding;

/// <summary>Numbers cut off at two limits: weights of a quantized model that has fewer bits than their type.</summary>
internal sealed class ClipFolding : IConstantFolding
{
    public IReadOnlyList<string> Types => ["Clip"];

    public OnnxConstant? Fold(OnnxNode node, IReadOnlyList<OnnxConstant?> inputs)
    {
        var (low, high) = ClipLimits.Of(node);
        return low > high ? null : inputs[0]! with { Values = Array.ConvertAll(inputs[0]!.Values, v => Math.Clamp(v, low, high)), Scales = null };
    }
}
