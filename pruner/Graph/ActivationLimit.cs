using HwGen.Core.Errors;

namespace HwGen.Pruner.Graph;

/// <summary>How large the numbers of a float network may become: those whose squares can still be summed up in single precision.</summary>
public static class ActivationLimit
{
    private const float Most = 1e15f;

    /// <param name="where">what holds the numbers</param>
    /// <param name="values">on the calibration samples</param>
    /// <exception cref="InputException">a number is larger, or none</exception>
    public static void Require(string where, ReadOnlySpan<float> values)
    {
        foreach (var value in values)
            if (!(Math.Abs(value) <= Most))
                throw new InputException(where, FormattableString.Invariant($"{value} on the calibration samples, must be a number of at most {Most} in magnitude: samples, weights or a scale are too large"));
    }
}
