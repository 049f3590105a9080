using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Onnx.Folding;

/// <summary>(x - zero point) * scale, one scale for all or one for each entry of a dimension: quantized weights as real numbers.</summary>
internal sealed class DequantizeFolding : IConstantFolding
{
    public IReadOnlyList<string> Types => ["DequantizeLinear"];

    public OnnxConstant? Fold(OnnxNode node, IReadOnlyList<OnnxConstant?> inputs)
    {
        var (x, scale, zero) = (inputs[0]!, inputs[1]!, inputs.Count > 2 ? inputs[2] : null);
        var axis = node.Integer("axis", 1);
        if (scale.Values.Length == 1)
            return new OnnxConstant(Array.ConvertAll(x.Values, v => (v - (zero?.Values[0] ?? 0)) * scale.Values[0]), x.Shape);
        var place = ConstantAxes.Resolve(axis, x.Shape.Length);
        if (scale.Values.Length != x.Shape[place] || (zero is not null && zero.Values.Length != scale.Values.Length))
            throw new ShapeException($"{scale.Values.Length} scales and {zero?.Values.Length ?? scale.Values.Length} zero points, must be 1 or {x.Shape[place]}");
        var inner = x.Shape[(place + 1)..].Aggregate(1, (count, d) => count * d);
        return new OnnxConstant(
            [.. x.Values.Select((v, i) => (v - (zero?.Values[i / inner % scale.Values.Length] ?? 0)) * scale.Values[i / inner % scale.Values.Length])], x.Shape);
    }
}
