using HwGen.Core.Golden;
using HwGen.Core.IO;
using HwGen.Core.Numerics;

namespace HwGen.Core.Network;

/// <summary>Raw sums of a layer's output channels brought to one scale, int32: what the network's answer is read from.</summary>
/// <remarks>output[..,n] = round_half_away_from_zero( input[..,n] * multiplier[n] / 2^shift[n] ), computed by the host.</remarks>
public sealed record RescaleLayer : PlanLayer
{
    /// <summary>Of each channel, 0 to 65535.</summary>
    public required IReadOnlyList<int> Multipliers { get; init; }

    /// <summary>Of each channel, 0 to 63.</summary>
    public required IReadOnlyList<int> Shifts { get; init; }

    public override Tensor<int> Run(IReadOnlyList<Tensor<int>> inputs, IGemmEngine engine)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var output = new Tensor<int>(inputs[0].Shape);
        for (var i = 0; i < output.Count; i++)
            output.Values[i] = checked((int)GoldenRequantizer.Scale(inputs[0].Values[i], Multipliers[i % Multipliers.Count], Shifts[i % Shifts.Count]));
        return output;
    }

    public override IEnumerable<string> Check(IReadOnlyList<int[]> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (!inputs[0].AsSpan().SequenceEqual(Shape))
            yield return $"gives {Tensor<int>.Describe(Shape)}, must be {Tensor<int>.Describe(inputs[0])}";
        if (Shape.Length == 0 || Multipliers.Count != Shape[^1] || Shifts.Count != Shape[^1])
            yield return $"has {Multipliers.Count} multipliers and {Shifts.Count} shifts, must be one for each output channel";
        if (Multipliers.Any(m => m is < 0 or > Requantization.MostMultiplier) || Shifts.Any(s => s is < 0 or > Requantization.MostShift))
            yield return "needs multipliers of 0 to 65535 and shifts of 0 to 63";
    }
}
