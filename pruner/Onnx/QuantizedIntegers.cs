using System.Numerics;
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
    /// <summary>Smallest and largest integer: of the type, or of a Clip.</summary>
    public (int Low, int High) Range { get; init; } = IntegerRange.Of(Type) ?? (0, 0);

    /// <summary>The real numbers that they stand for.</summary>
    public Bounds Reach => new(ToReal(Range.Low), ToReal(Range.High));

    /// <summary>The integers behind a Clip, which is how models of fewer bits are written.</summary>
    public QuantizedIntegers Cut(double low, double high) => this with { Range = ((int)Math.Clamp(low, Range.Low, Range.High), (int)Math.Clamp(high, Range.Low, Range.High)) };

    /// <summary>The same in signed integers of as few bits as hold them, as an array has them: less half the range where they are not signed themselves.</summary>
    public TensorQuantization ToSigned()
    {
        var (low, high) = Range;
        var half = (int)(BitOperations.RoundUpToPowerOf2((uint)Math.Max(2, high - low + 1)) / 2);
        var less = low >= -half && high < half ? 0 : low + half;
        return new TensorQuantization(Scale, (int)ZeroPoint - less, low - less, high - less);
    }

    private float ToReal(double integer) => (float)((integer - ZeroPoint) * Scale);
}
