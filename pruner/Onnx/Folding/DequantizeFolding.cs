namespace HwGen.Pruner.Onnx.Folding;

/// <summary>(x - zero point) * scale, one scale for all or one for each entry of a dimension: quantized weights as real numbers.</summary>
internal sealed class DequantizeFolding : IConstantFolding
{
    public IReadOnlyList<string> Types => ["DequantizeLinear"];

    public OnnxConstant? Fold(OnnxNode node, IReadOnlyList<OnnxConstant?> inputs)
    {
        var scales = LinearScales.Of(node, inputs);
        return new OnnxConstant(scales.Apply(inputs[0]!.Values, (v, scale, zero) => (v - zero) * scale), inputs[0]!.Shape) { Scales = scales.OfConstant };
    }
}
