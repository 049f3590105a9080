using HwGen.Core.Golden;
using HwGen.Core.IO;
using HwGen.Core.Numerics;

namespace HwGen.Core.Network;

/// <summary>Another scale below zero than above.</summary>
/// <remarks>output = clamp( round_half_away_from_zero( (a - a0) * m / 2^shift ) + zero_point, clamp_low, clamp_high ), m being
/// <c>negative_multiplier</c> where a is less than a0 and <c>multiplier</c> elsewhere.</remarks>
public sealed record LeakyReluLayer : PlanLayer
{
    /// <summary>a0.</summary>
    public required int InputZeroPoint { get; init; }

    /// <summary>0 to 65535.</summary>
    public required int Multiplier { get; init; }

    /// <summary>-65535 to 65535.</summary>
    public required int NegativeMultiplier { get; init; }

    /// <summary>0 to 63.</summary>
    public required int Shift { get; init; }

    /// <summary>Output zero point and clamp.</summary>
    public required OutputQuantization Requantize { get; init; }

    public override Tensor<int> Run(IReadOnlyList<Tensor<int>> inputs, IGemmEngine engine)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return new Tensor<int>(Array.ConvertAll(inputs[0].Values, Apply), inputs[0].Shape);
    }

    public override IEnumerable<string> Check(IReadOnlyList<int[]> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (Multiplier is < 0 or > Requantization.MostMultiplier || Math.Abs((long)NegativeMultiplier) > Requantization.MostMultiplier || Shift is < 0 or > Requantization.MostShift)
            yield return "needs a multiplier of 0 to 65535, a negative_multiplier of -65535 to 65535 and a shift of 0 to 63";
        if (!inputs[0].AsSpan().SequenceEqual(Shape))
            yield return $"gives {Tensor<int>.Describe(Shape)}, must be {Tensor<int>.Describe(inputs[0])}";
    }

    private int Apply(int value)
    {
        var real = value - (long)InputZeroPoint;
        var product = real * (real < 0 ? NegativeMultiplier : Multiplier);
        return GoldenRequantizer.Apply(product, 1, Shift, Requantize);
    }
}
