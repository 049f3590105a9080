using HwGen.Core.Errors;

namespace HwGen.Core.Numerics;

/// <summary>Brings the sums of one output channel to output numbers: (sum + bias) * multiplier / 2^shift.</summary>
/// <param name="Bias">int32</param>
/// <param name="Multiplier">0 to 65535</param>
/// <param name="Shift">0 to 63</param>
/// <remarks>Source: docs/design.md, section 5.</remarks>
public sealed record Requantization(int Bias, int Multiplier, int Shift)
{
    /// <summary>Largest multiplier.</summary>
    public const int MostMultiplier = 65535;

    /// <summary>Largest shift.</summary>
    public const int MostShift = 63;

    /// <summary>What padding channels carry.</summary>
    public static Requantization Zero => new(0, 0, 0);

    /// <summary>True if multiplier and shift are in range.</summary>
    public bool IsInRange => Multiplier is >= 0 and <= MostMultiplier && Shift is >= 0 and <= MostShift;

    /// <summary>The nearest multiplier / 2^shift to a real scale.</summary>
    /// <param name="bias">int32, in units of the sum</param>
    /// <param name="scale">0 to 65535; halves of the last place go away from zero</param>
    /// <returns>a multiplier from 2^15 to 2^16-1 (relative error at most 2^-16) where the shift allows it, a smaller one for scales
    /// below 2^-48; 0 and 0 for scale 0</returns>
    /// <exception cref="InputException">the scale is negative, too large or not a number</exception>
    public static Requantization FromScale(int bias, double scale)
    {
        if (scale == 0)
            return new Requantization(bias, 0, 0);
        if (!(scale > 0) || Math.Round(scale, MidpointRounding.AwayFromZero) > MostMultiplier)
            throw new InputException("requantization", FormattableString.Invariant($"scale {scale}, must be 0 to {MostMultiplier}"));
        int shift = Math.Clamp(15 - Math.ILogB(scale), 0, MostShift);
        int multiplier = (int)Math.Round(Math.ScaleB(scale, shift), MidpointRounding.AwayFromZero);
        return multiplier > MostMultiplier ? new Requantization(bias, 1 << 15, shift - 1) : new Requantization(bias, multiplier, shift);
    }
}
