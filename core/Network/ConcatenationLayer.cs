using HwGen.Core.Golden;
using HwGen.Core.IO;
using HwGen.Core.Numerics;

namespace HwGen.Core.Network;

/// <summary>Activations of different scales, one after the other along a dimension.</summary>
/// <remarks>Each integer of input i: output = clamp( round_half_away_from_zero( (a - zero_points[i]) * multipliers[i] / 2^shifts[i] ) + zero_point, clamp_low, clamp_high )</remarks>
public sealed record ConcatenationLayer : PlanLayer
{
    /// <summary>Dimension of a sample, 0 or more.</summary>
    public required int Axis { get; init; }

    /// <summary>Of each input.</summary>
    public required IReadOnlyList<int> ZeroPoints { get; init; }

    /// <summary>Of each input, 0 to 65535.</summary>
    public required IReadOnlyList<int> Multipliers { get; init; }

    /// <summary>Of each input, 0 to 63.</summary>
    public required IReadOnlyList<int> Shifts { get; init; }

    /// <summary>Output zero point and clamp.</summary>
    public required OutputQuantization Requantize { get; init; }

    public override Tensor<int> Run(IReadOnlyList<Tensor<int>> inputs, IGemmEngine engine)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return Tensors.Concatenate([.. inputs.Select((input, i) => new Tensor<int>(Array.ConvertAll(input.Values, v => Rescale(v, i)), input.Shape))], Axis);
    }

    public override IEnumerable<string> Check(IReadOnlyList<int[]> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (ZeroPoints.Count != inputs.Count || Multipliers.Count != inputs.Count || Shifts.Count != inputs.Count
            || Multipliers.Any(m => m is < 0 or > Requantization.MostMultiplier) || Shifts.Any(s => s is < 0 or > Requantization.MostShift))
            yield return "needs a zero point, a multiplier of 0 to 65535 and a shift of 0 to 63 for each input";
        if (Tensors.ConcatenatedShape(inputs, Axis) is not { } expected)
            yield return $"reads {string.Join(" and ", inputs.Select(i => Tensor<int>.Describe(i)))}, must differ in dimension {Axis} alone";
        else if (!expected.AsSpan().SequenceEqual(Shape))
            yield return $"gives {Tensor<int>.Describe(Shape)}, must be {Tensor<int>.Describe(expected)}";
    }

    private int Rescale(int value, int input) =>
        GoldenRequantizer.Apply(value - (long)ZeroPoints[input], Multipliers[input], Shifts[input], Requantize);
}
