using HwGen.Pruner.Graph;
using DataType = HwGen.Pruner.Onnx.TensorProto.Types.DataType;

namespace HwGen.Pruner.Onnx.Folding;

/// <summary>round(x / scale) + zero point, cut off at the type's bounds: weights that a tool for training with quantization leaves as real numbers.</summary>
/// <remarks>Rounds half to even, as the ONNX standard says.</remarks>
internal sealed class QuantizeFolding : IConstantFolding
{
    public IReadOnlyList<string> Types => ["QuantizeLinear"];

    public OnnxConstant? Fold(OnnxNode node, IReadOnlyList<OnnxConstant?> inputs)
    {
        var scales = LinearScales.Of(node, inputs);
        node.Ignore("saturate");
        var type = (inputs.Count > 2 ? inputs[2]?.Type : null) ?? DataType.Uint8;
        var (low, high) = IntegerRange.Of(type) ?? throw new ShapeException(IntegerRange.Refusal(type));
        var integers = scales.Apply(inputs[0]!.Values, (v, scale, zero) => Math.Clamp(Math.Round(v / scale, MidpointRounding.ToEven) + zero, low, high));
        return new OnnxConstant(integers, inputs[0]!.Shape) { Type = type };
    }
}
