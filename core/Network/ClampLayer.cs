using HwGen.Core.IO;

namespace HwGen.Core.Network;

/// <summary>Integers cut off at two limits, scale and zero point unchanged: a Relu that no layer before it could take over.</summary>
public sealed record ClampLayer : PlanLayer
{
    /// <summary>Smallest output.</summary>
    public required int ClampLow { get; init; }

    /// <summary>Largest output.</summary>
    public required int ClampHigh { get; init; }

    public override Tensor<int> Run(IReadOnlyList<Tensor<int>> inputs, IGemmEngine engine)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return new Tensor<int>(Array.ConvertAll(inputs[0].Values, v => Math.Clamp(v, ClampLow, ClampHigh)), inputs[0].Shape);
    }

    public override IEnumerable<string> Check(IReadOnlyList<int[]> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (ClampLow > ClampHigh)
            yield return $"clamp_low is {ClampLow}, must be at most clamp_high ({ClampHigh})";
        if (!inputs[0].AsSpan().SequenceEqual(Shape))
            yield return $"gives {Tensor<int>.Describe(Shape)}, must be {Tensor<int>.Describe(inputs[0])}";
    }
}
