using HwGen.Core.Configuration;

namespace HwGen.Core.Numerics;

/// <summary>What output zero point and clamp must obey so that the array can do as they say: its registers hold integers of <c>activation_bits</c>.</summary>
/// <remarks>Source: docs/design.md, section 5.</remarks>
public static class OutputRules
{
    /// <summary>All that is wrong, a line each; nothing if all is right.</summary>
    public static IEnumerable<string> Check(OutputQuantization output, ArrayConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(configuration);
        (int low, int high) = (configuration.ActivationMinimum, configuration.ActivationMaximum);
        foreach ((string name, int value) in new[] { ("zero point", output.ZeroPoint), ("clamp_low", output.ClampLow), ("clamp_high", output.ClampHigh) })
        {
            if (value < low || value > high)
                yield return $"{name} of the outputs is {value}, must be {low} to {high}: numbers.activation_bits is {configuration.ActivationBits}";
        }

        if (output.ClampLow > output.ClampHigh)
            yield return $"clamp_low of the outputs is {output.ClampLow}, must be at most clamp_high ({output.ClampHigh})";
    }
}
