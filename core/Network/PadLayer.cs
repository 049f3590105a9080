using HwGen.Core.IO;

namespace HwGen.Core.Network;

/// <summary>Entries of one integer around an activation, scale and zero point unchanged.</summary>
public sealed record PadLayer : PlanLayer
{
    /// <summary>Entries in front of each dimension of a sample.</summary>
    public required int[] Before { get; init; }

    /// <summary>Entries behind each dimension.</summary>
    public required int[] After { get; init; }

    /// <summary>What they hold: the zero point.</summary>
    public required int Value { get; init; }

    public override Tensor<int> Run(IReadOnlyList<Tensor<int>> inputs, IGemmEngine engine)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return Tensors.Pad(inputs[0], Before, After, Value);
    }

    public override IEnumerable<string> Check(IReadOnlyList<int[]> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var input = inputs[0];
        if (Before.Length != input.Length || After.Length != input.Length || Before.Concat(After).Any(p => p is < 0 or > 1 << 20))
            yield return $"needs {input.Length} entries of at least 0 in before and in after";
        else if (!input.Select((d, i) => d + Before[i] + After[i]).SequenceEqual(Shape))
            yield return $"gives {Tensor<int>.Describe(Shape)}, must be {Tensor<int>.Describe([.. input.Select((d, i) => d + Before[i] + After[i])])}";
    }
}
