using HwGen.Core.Golden;
using HwGen.Core.IO;
using HwGen.Core.Numerics;

namespace HwGen.Core.Network;

/// <summary>The mean under a window, brought to the scale of the output.</summary>
/// <remarks>output = clamp( round_half_away_from_zero( sum of (a - a0) * multiplier / (count * 2^shift) ) + zero_point, clamp_low, clamp_high ), in one
/// rounding; count is the number of integers under the window inside the image, or all its taps where pads count.</remarks>
public sealed record AveragePoolLayer : PlanLayer
{
    /// <summary>How it moves.</summary>
    public required SlidingWindow Window { get; init; }

    /// <summary>True if what lies outside the image counts as 0.</summary>
    public bool CountsPads { get; init; }

    /// <summary>a0.</summary>
    public required int InputZeroPoint { get; init; }

    /// <summary>0 to 65535.</summary>
    public required int Multiplier { get; init; }

    /// <summary>0 to 63.</summary>
    public required int Shift { get; init; }

    /// <summary>Output zero point and clamp.</summary>
    public required OutputQuantization Requantize { get; init; }

    public override Tensor<int> Run(IReadOnlyList<Tensor<int>> inputs, IGemmEngine engine)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return Pooling.Of<int, int>(inputs[0], Window, values => Mean(values.Sum() - ((long)values.Count * InputZeroPoint), CountsPads ? Window.Taps : values.Count));
    }

    public override IEnumerable<string> Check(IReadOnlyList<int[]> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (Multiplier is < 0 or > Requantization.MostMultiplier || Shift is < 0 or > Requantization.MostShift)
            yield return "needs a multiplier of 0 to 65535 and a shift of 0 to 63";
        foreach (var problem in Pooling.Check(Window, inputs[0], Shape))
            yield return problem;
    }

    private int Mean(long sum, int count)
    {
        if (count == 0)
            return Math.Clamp(Requantize.ZeroPoint, Requantize.ClampLow, Requantize.ClampHigh);
        var rounded = GoldenRequantizer.ScaleMean(sum, Multiplier, Shift, count);
        return (int)Int128.Clamp(rounded + Requantize.ZeroPoint, Requantize.ClampLow, Requantize.ClampHigh);
    }
}
