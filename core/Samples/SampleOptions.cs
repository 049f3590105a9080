using System.Globalization;
using HwGen.Core.Errors;

namespace HwGen.Core.Samples;

/// <summary>What a user says about the integers of a sample file: input = scale * (number - offset).</summary>
/// <param name="Scale">null if not said</param>
/// <param name="Offset">null if not said</param>
/// <param name="Layout">order of the file's dimensions, such as NHWC; null if it is the network's</param>
/// <param name="Labels">file of the labels; null if they stand in the sample file</param>
public sealed record SampleOptions(double? Scale = null, double? Offset = null, string? Layout = null, string? Labels = null)
{
    public static SampleOptions None { get; } = new();

    /// <summary>These options, and where they say nothing, the others.</summary>
    public SampleOptions Or(SampleOptions other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new SampleOptions(Scale ?? other.Scale, Offset ?? other.Offset, Layout ?? other.Layout, Labels ?? other.Labels);
    }

    /// <summary>A number or a fraction: <c>0.5847029</c>, <c>1/255</c>.</summary>
    /// <param name="text">as the user wrote it</param>
    /// <param name="where">option or key, for messages</param>
    public static double ParseNumber(string text, string where)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split('/');
        if (parts.Length <= 2 && parts.All(p => double.TryParse(p, NumberStyles.Float, CultureInfo.InvariantCulture, out _)))
        {
            var numbers = parts.Select(p => double.Parse(p, NumberStyles.Float, CultureInfo.InvariantCulture)).ToArray();
            var value = numbers.Length == 1 ? numbers[0] : numbers[0] / numbers[1];
            if (double.IsFinite(value))
                return value;
        }

        throw new InputException(where, $"'{text}', must be a number or a fraction such as 1/255");
    }
}
