using HwGen.Core.Golden;
using HwGen.Core.IO;
using HwGen.Core.Numerics;

namespace HwGen.Core.Network;

/// <summary>Two activations of one shape, multiplied element by element.</summary>
/// <remarks>output = clamp( round_half_away_from_zero( (a - a0) * (b - b0) * multiplier / 2^shift ) + zero_point, clamp_low, clamp_high )</remarks>
public sealed record ProductLayer : PlanLayer
{
    /// <summary>Of each input.</summary>
    public required IReadOnlyList<int> ZeroPoints { get; init; }

    /// <summary>0 to 65535.</summary>
    public required int Multiplier { get; init; }

    /// <summary>0 to 63.</summary>
    public required int Shift { get; init; }

    /// <summary>Output zero point and clamp.</summary>
    public required OutputQuantization Requantize { get; init; }

    public override Tensor<int> Run(IReadOnlyList<Tensor<int>> inputs, IGemmEngine engine)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var output = new Tensor<int>(inputs[0].Shape);
        var (zeroA, zeroB) = ((long)ZeroPoints[0], (long)ZeroPoints[1]);
        for (var i = 0; i < output.Count; i++)
        {
            var product = checked((inputs[0].Values[i] - zeroA) * (inputs[1].Values[i] - zeroB));
            output.Values[i] = GoldenRequantizer.Apply(product, Multiplier, Shift, Requantize);
        }

        return output;
    }

    public override IEnumerable<string> Check(IReadOnlyList<int[]> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (inputs.Count != 2 || inputs.Any(i => !i.AsSpan().SequenceEqual(Shape)))
            yield return $"reads {string.Join(" and ", inputs.Select(i => Tensor<int>.Describe(i)))}, must be two activations of {Tensor<int>.Describe(Shape)}";
        if (ZeroPoints.Count != 2 || Multiplier is < 0 or > Requantization.MostMultiplier || Shift is < 0 or > Requantization.MostShift)
            yield return "needs two zero_points, a multiplier of 0 to 65535 and a shift of 0 to 63";
    }
}
