using HwGen.Core.Numerics;

namespace HwGen.Core.Golden;

/// <summary>The definition of requantization.</summary>
/// <remarks>clamp( round_half_away_from_zero( (sum + bias) * multiplier / 2^shift ) + zero_point, clamp_low, clamp_high ).
/// Source: docs/design.md, section 5.</remarks>
public static class GoldenRequantizer
{
    /// <summary>One number.</summary>
    /// <param name="sum">sum of products, any 64-bit number</param>
    /// <param name="channel">multiplier and shift in range</param>
    /// <param name="output">zero point and clamp of the layer</param>
    public static int Apply(long sum, Requantization channel, OutputQuantization output)
    {
        if (!channel.IsInRange)
            throw new ArgumentOutOfRangeException(nameof(channel), $"{channel}, must have a multiplier from 0 to 65535 and a shift from 0 to 63");
        return sum is > -MostNarrow and < MostNarrow
            ? Apply(sum + channel.Bias, channel.Multiplier, channel.Shift, output)
            : Finish(Scale((Int128)sum + channel.Bias, channel.Multiplier, channel.Shift), output);
    }

    /// <summary>clamp( round_half_away_from_zero( value * multiplier / 2^shift ) + zero_point, clamp_low, clamp_high ).</summary>
    /// <param name="value">any 64-bit number</param>
    /// <param name="multiplier">0 to 65535</param>
    /// <param name="shift">0 to 63</param>
    /// <param name="output">zero point and clamp of the layer</param>
    public static int Apply(long value, int multiplier, int shift, OutputQuantization output) => value is > -MostNarrow and < MostNarrow
        ? (int)Math.Clamp(ScaleNarrow(value, multiplier, shift) + output.ZeroPoint, output.ClampLow, output.ClampHigh)
        : Finish(Scale((Int128)value, multiplier, shift), output);

    /// <summary>value * multiplier / 2^shift, halves away from zero.</summary>
    /// <param name="value">at most 66 bits</param>
    /// <param name="multiplier">0 to 65535</param>
    /// <param name="shift">0 to 63</param>
    public static Int128 Scale(Int128 value, int multiplier, int shift)
    {
        if (value > -MostNarrow && value < MostNarrow)
            return ScaleNarrow((long)value, multiplier, shift);
        Int128 magnitude = Int128.Abs(value) * multiplier;
        Int128 half = shift == 0 ? 0 : Int128.One << (shift - 1);
        Int128 rounded = (magnitude + half) >> shift;
        return value < 0 ? -rounded : rounded;
    }

    private static int Finish(Int128 rounded, OutputQuantization output) =>
        (int)Int128.Clamp(rounded + output.ZeroPoint, output.ClampLow, output.ClampHigh);

    // Below this, magnitude * 65535 and half of 2^62 stay inside 63 bits.
    private const long MostNarrow = 1L << 45;

    private static long ScaleNarrow(long value, int multiplier, int shift)
    {
        long magnitude = Math.Abs(value) * multiplier;
        long rounded = shift == 0 ? magnitude : (magnitude + (1L << (shift - 1))) >> shift;
        return value < 0 ? -rounded : rounded;
    }

    /// <summary>sum * multiplier / (count * 2^shift), halves away from zero: a mean and its rescaling in one rounding.</summary>
    /// <param name="sum">any 64-bit number</param>
    /// <param name="multiplier">0 to 65535</param>
    /// <param name="shift">0 to 63</param>
    /// <param name="count">1 or more</param>
    public static Int128 ScaleMean(long sum, int multiplier, int shift, int count)
    {
        Int128 divisor = (Int128)count << shift;
        Int128 rounded = ((2 * Int128.Abs(sum) * multiplier) + divisor) / (2 * divisor);
        return sum < 0 ? -rounded : rounded;
    }

    /// <summary>A whole layer.</summary>
    /// <param name="sums">M x N</param>
    /// <param name="channels">[N]</param>
    /// <param name="output">zero point and clamp of the layer</param>
    /// <returns>M x N</returns>
    public static Matrix<int> Apply(Matrix<long> sums, IReadOnlyList<Requantization> channels, OutputQuantization output)
    {
        if (channels.Count != sums.Columns)
            throw new ArgumentException($"{channels.Count} channels, must be one for each of {sums.Columns} columns", nameof(channels));
        return Matrix<int>.Create(sums.Rows, sums.Columns, (m, n) => Apply(sums[m, n], channels[n], output));
    }

    /// <summary>Raw mode: sum + bias modulo 2^32, as int32.</summary>
    /// <param name="sums">M x N</param>
    /// <param name="channels">[N], of which only the bias counts</param>
    public static Matrix<int> ApplyRaw(Matrix<long> sums, IReadOnlyList<Requantization> channels) =>
        Matrix<int>.Create(sums.Rows, sums.Columns, (m, n) => unchecked((int)(sums[m, n] + channels[n].Bias)));
}
