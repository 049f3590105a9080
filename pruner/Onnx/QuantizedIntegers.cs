using HwGen.Core.Network;
using HwGen.Pruner.Graph;
using DataType = HwGen.Pruner.Onnx.TensorProto.Types.DataType;

namespace HwGen.Pruner.Onnx;

/// <summary>What an activation's integers stand for behind a QuantizeLinear: real = scale * (integer - zero point).</summary>
/// <param name="Scale">greater than 0</param>
/// <param name="ZeroPoint">as the file says it</param>
/// <param name="Type">of the integers, 8 or 16 bits</param>
internal sealed record QuantizedIntegers(double Scale, double ZeroPoint, DataType Type)
{
    /// <summary>The real numbers that the type's integers stand for.</summary>
    public Bounds Reach => IntegerRange.Of(Type) is var (low, high) ? new Bounds(ToReal(low), ToReal(high)) : Bounds.None;

    public float ToReal(double integer) => (float)((integer - ZeroPoint) * Scale);

    /// <summary>The same in signed integers, as the array has them: those of an unsigned type less half its range.</summary>
    public TensorQuantization ToSigned()
    {
        var (low, high) = IntegerRange.Of(Type)!.Value;
        var middle = low < 0 ? 0 : (high + 1) / 2;
        return new TensorQuantization(Scale, (int)ZeroPoint - middle, low - middle, high - middle);
    }
}
