using HwGen.Pruner.Graph;
using DataType = HwGen.Pruner.Onnx.TensorProto.Types.DataType;

namespace HwGen.Pruner.Onnx.Operators;

/// <summary>Activations quantized and dequantized in a row (QDQ): in real numbers they are cut off; scale and zero point are remembered for the integer network.</summary>
/// <remarks>A Relu that the quantizing tool has left out, because the zero point is the smallest integer, comes back that way.</remarks>
internal sealed class QuantizationOperator : IOnnxOperator
{
    public IReadOnlyList<string> Types => ["DequantizeLinear", "QuantizeLinear"];

    public Operation? Read(OnnxNode node)
    {
        var input = node.Activation(0);
        var scale = node.Constant(1);
        var zero = node.HasInput(2) ? node.Constant(2) : null;
        node.Ignore("axis", "saturate");
        if (scale is { Values.Length: not 1 } || zero is { Values.Length: not 1 })
            node.Refuse("an activation has several scales, must have one");
        if (scale is null || node.Problems.Count > 0)
            return null;
        if (!double.IsFinite(scale.Values[0]) || scale.Values[0] <= 0)
            node.Refuse(FormattableString.Invariant($"scale is {scale.Values[0]}, must be greater than 0"));
        var before = node.IntegersAt(0);
        var integers = new QuantizedIntegers(scale.Values[0], zero?.Values[0] ?? 0, zero?.Type ?? before?.Type ?? DataType.Uint8);
        return node.OperatorType == "QuantizeLinear" ? Quantize(node, input, integers) : Dequantize(node, integers, before);
    }

    private static Clamp? Quantize(OnnxNode node, string input, QuantizedIntegers integers)
    {
        if (IntegerRange.Of(integers.Type) is null)
            node.Refuse(IntegerRange.Refusal(integers.Type));
        if (node.Problems.Count > 0)
            return null;
        node.GiveIntegers(integers);
        return new Clamp(node.Name, input, node.Output, integers.Reach);
    }

    private static Operation? Dequantize(OnnxNode node, QuantizedIntegers integers, QuantizedIntegers? before)
    {
        if (before is null)
            node.Refuse("reads real numbers, must read the integers of a QuantizeLinear");
        else if ((before.Scale, before.ZeroPoint, before.Type) != (integers.Scale, integers.ZeroPoint, integers.Type))
            node.Refuse($"{Text(integers)}, must be as those of the QuantizeLinear before it: {Text(before)}");
        if (node.Problems.Count == 0)
            node.PassOn();
        return null;
    }

    private static string Text(QuantizedIntegers integers) =>
        FormattableString.Invariant($"scale {(float)integers.Scale}, zero point {integers.ZeroPoint}, {integers.Type}");
}
