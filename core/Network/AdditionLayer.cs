using HwGen.Core.Golden;
using HwGen.Core.IO;
using HwGen.Core.Numerics;

namespace HwGen.Core.Network;

/// <summary>Two activations of different scales, added element by element; a dimension of 1 is spread over the other's.</summary>
/// <remarks>output = clamp( round_half_away_from_zero( ((a - a0) * multiplier_a + (b - b0) * multiplier_b) / 2^shift ) + zero_point, clamp_low, clamp_high )</remarks>
public sealed record AdditionLayer : PlanLayer
{
    /// <summary>Of each input.</summary>
    public required IReadOnlyList<int> ZeroPoints { get; init; }

    /// <summary>Of each input, 0 to 65535.</summary>
    public required IReadOnlyList<int> Multipliers { get; init; }

    /// <summary>0 to 63.</summary>
    public required int Shift { get; init; }

    /// <summary>Output zero point and clamp.</summary>
    public required OutputQuantization Requantize { get; init; }

    public override Tensor<int> Run(IReadOnlyList<Tensor<int>> inputs, IGemmEngine engine)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var (first, second) = (Tensors.Spread(inputs[0], Shape), Tensors.Spread(inputs[1], Shape));
        var output = new Tensor<int>(first.Shape);
        var (zeroA, zeroB, multiplierA, multiplierB) = ((long)ZeroPoints[0], (long)ZeroPoints[1], Multipliers[0], Multipliers[1]);
        for (var i = 0; i < output.Count; i++)
        {
            var sum = checked(((first.Values[i] - zeroA) * multiplierA) + ((second.Values[i] - zeroB) * multiplierB));
            output.Values[i] = GoldenRequantizer.Apply(sum, 1, Shift, Requantize);
        }

        return output;
    }

    public override IEnumerable<string> Check(IReadOnlyList<int[]> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (inputs.Count != 2 || Tensors.SpreadShape(inputs[0], inputs[1]) is not { } expected)
            yield return "reads activations of different shapes, must be two of one shape or spread over it";
        else if (!expected.AsSpan().SequenceEqual(Shape))
            yield return $"gives {Tensor<int>.Describe(Shape)}, must be {Tensor<int>.Describe(expected)}";
        if (ZeroPoints.Count != 2 || Multipliers.Count != 2 || Multipliers.Any(m => m is < 0 or > Requantization.MostMultiplier) || Shift is < 0 or > Requantization.MostShift)
            yield return "needs two zero_points, two multipliers of 0 to 65535 and a shift of 0 to 63";
    }
}
