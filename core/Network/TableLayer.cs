using HwGen.Core.IO;

namespace HwGen.Core.Network;

/// <summary>Each integer replaced by its entry in a table: any function of single numbers, such as a sigmoid.</summary>
/// <remarks>output = outputs[ clamp(a, low, low + entries - 1) - low ]. An entry is the function's value at the real number that the input integer
/// stands for, rounded to the scale of the output, halves away from zero, and clamped.</remarks>
public sealed record TableLayer : PlanLayer
{
    /// <summary>The integer of the first entry.</summary>
    public required int Low { get; init; }

    /// <summary>One for each integer from <see cref="Low"/> on.</summary>
    public required IReadOnlyList<int> Outputs { get; init; }

    public override Tensor<int> Run(IReadOnlyList<Tensor<int>> inputs, IGemmEngine engine)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return new Tensor<int>(Array.ConvertAll(inputs[0].Values, v => Outputs[(int)Math.Clamp((long)v - Low, 0, Outputs.Count - 1)]), inputs[0].Shape);
    }

    public override IEnumerable<string> Check(IReadOnlyList<int[]> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (Outputs.Count is < 1 or > 1 << 16)
            yield return $"has {Outputs.Count} outputs, must be 1 to 65536";
        if (!inputs[0].AsSpan().SequenceEqual(Shape))
            yield return $"gives {Tensor<int>.Describe(Shape)}, must be {Tensor<int>.Describe(inputs[0])}";
    }
}
