using System.Numerics;
using HwGen.Core.Numerics;

namespace HwGen.Core.Network.Vectorized;

/// <summary>Requantization of exact sums in double, equal to <see cref="Golden.GoldenRequantizer"/>.</summary>
/// <remarks>A sum of at most 2^35 and a bias of 32 bits make an integer v below 2^36; v * multiplier is below 2^52, and a power of two more or less changes
/// no digit of a double. So p = v * (multiplier / 2^shift) is exact. |p| + 0.5 is a multiple of 2^-shift: for shifts up to 53 it is at most 2^53 such
/// multiples, and exact; beyond them |p| is below 1/4, and whatever becomes of |p| + 0.5 is below 1. Its floor, with the sign of v, is p rounded with halves
/// away from zero. Zero point and clamp work on integers below 2^53.</remarks>
internal sealed class VectorRequantization
{
    private readonly double[] _bias;
    private readonly double[] _factor;
    private readonly OutputQuantization? _output;

    /// <param name="layer">states zero point and clamp, or that it is raw</param>
    /// <param name="parameters">its channels [N]</param>
    /// <param name="width">N or more; channels beyond N give 0 before the zero point</param>
    public VectorRequantization(GemmLayer layer, GemmParameters parameters, int width)
    {
        (_bias, _factor) = (new double[width], new double[width]);
        for (var n = 0; n < parameters.Channels.Count; n++)
        {
            var channel = parameters.Channels[n];
            _bias[n] = channel.Bias;
            _factor[n] = Math.ScaleB(channel.Multiplier, -channel.Shift);
        }

        _output = layer.Raw ? null : layer.Requantize;
    }

    /// <summary>An output as the integer that it is; a raw one wraps to 32 bits.</summary>
    public static int ToInteger(double output) => unchecked((int)(long)output);

    /// <summary>Sums of neighbouring channels.</summary>
    /// <param name="row">sums from channel 0 on; outputs afterwards</param>
    public void Apply(Span<double> row) => Apply(row, _bias, _factor);

    /// <summary>Sums of one channel.</summary>
    /// <param name="plane">sums; outputs afterwards</param>
    /// <param name="channel">which</param>
    public void Apply(Span<double> plane, int channel)
    {
        Span<double> bias = stackalloc double[Vector<double>.Count];
        Span<double> factor = stackalloc double[Vector<double>.Count];
        bias.Fill(_bias[channel]);
        factor.Fill(_factor[channel]);
        for (var i = 0; i < plane.Length; i += bias.Length)
        {
            var part = plane.Slice(i, Math.Min(bias.Length, plane.Length - i));
            Apply(part, bias[..part.Length], factor[..part.Length]);
        }
    }

    private void Apply(Span<double> sums, ReadOnlySpan<double> bias, ReadOnlySpan<double> factor)
    {
        var i = 0;
        for (; i + Vector<double>.Count <= sums.Length; i += Vector<double>.Count)
            Apply(new Vector<double>(sums[i..]), new Vector<double>(bias[i..]), new Vector<double>(factor[i..])).CopyTo(sums[i..]);
        for (; i < sums.Length; i++)
            sums[i] = Apply(new Vector<double>(sums[i]), new Vector<double>(bias[i]), new Vector<double>(factor[i]))[0];
    }

    private Vector<double> Apply(Vector<double> sum, Vector<double> bias, Vector<double> factor)
    {
        var value = sum + bias;
        if (_output is null)
            return value;
        value *= factor;
        var rounded = Vector.Floor(Vector.Abs(value) + new Vector<double>(0.5));
        rounded = Vector.ConditionalSelect(Vector.LessThan(value, Vector<double>.Zero), -rounded, rounded) + new Vector<double>(_output.ZeroPoint);
        return Vector.Min(Vector.Max(rounded, new Vector<double>(_output.ClampLow)), new Vector<double>(_output.ClampHigh));
    }
}
