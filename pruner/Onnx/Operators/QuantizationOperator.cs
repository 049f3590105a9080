using HwGen.Pruner.Graph;
using DataType = HwGen.Pruner.Onnx.TensorProto.Types.DataType;

namespace HwGen.Pruner.Onnx.Operators;

/// <summary>Activations quantized and dequantized in a row (QDQ): what they do is to cut off; scales are found anew by calibration.</summary>
/// <remarks>A Relu that the quantizing tool has left out, because the zero point is the smallest integer, comes back that way.</remarks>
internal sealed class QuantizationOperator : IOnnxOperator
{
    public IReadOnlyList<string> Types => ["DequantizeLinear", "QuantizeLinear"];

    public Operation? Read(OnnxNode node)
    {
        var input = node.Activation(0);
        var scale = node.Constant(1);
        var zero = node.HasInput(2) ? node.Constant(2) : new OnnxConstant([0], []) { Type = DataType.Uint8 };
        node.Ignore("axis", "saturate");
        if (node.OperatorType == "DequantizeLinear")
        {
            node.PassOn();
            return null;
        }

        if (scale is { Values.Length: not 1 } || zero is { Values.Length: not 1 })
            node.Refuse("an activation has several scales, must have one");
        var range = IntegerRange.Of(zero?.Type ?? DataType.Undefined);
        if (range is null)
            node.Refuse(IntegerRange.Refusal(zero?.Type));
        if (range is not var (low, high) || node.Problems.Count > 0)
            return null;
        return new Clamp(node.Name, input, node.Output, new Bounds((float)((low - zero!.Values[0]) * scale!.Values[0]), (float)((high - zero.Values[0]) * scale.Values[0])));
    }
}
