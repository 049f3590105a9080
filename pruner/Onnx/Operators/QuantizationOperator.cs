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
        if (zero is not { Type: DataType.Uint8 or DataType.Int8 or DataType.Uint16 or DataType.Int16 })
            node.Refuse($"integers of type {zero?.Type}, must be Uint8, Int8, Uint16 or Int16");
        if (node.Problems.Count > 0)
            return null;
        var (low, high) = zero!.Type switch
        {
            DataType.Uint8 => (0, 255),
            DataType.Int8 => (-128, 127),
            DataType.Uint16 => (0, 65535),
            _ => (-32768, 32767),
        };
        return new Clamp(node.Name, input, node.Output, new Bounds((float)((low - zero.Values[0]) * scale!.Values[0]), (float)((high - zero.Values[0]) * scale.Values[0])));
    }
}
