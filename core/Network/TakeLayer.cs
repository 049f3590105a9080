using HwGen.Core.IO;

namespace HwGen.Core.Network;

/// <summary>Entries of one dimension by their numbers, scale and zero point unchanged: slices, repetitions, zeros in between.</summary>
public sealed record TakeLayer : PlanLayer
{
    /// <summary>Dimension of a sample.</summary>
    public required int Axis { get; init; }

    /// <summary>Which entry becomes each of the output; -1 for one that is filled.</summary>
    public required IReadOnlyList<int> Indices { get; init; }

    /// <summary>What a filled entry holds: the zero point.</summary>
    public required int Value { get; init; }

    public override Tensor<int> Run(IReadOnlyList<Tensor<int>> inputs, IGemmEngine engine)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return Tensors.Take(inputs[0], Axis, Indices, Value);
    }

    public override IEnumerable<string> Check(IReadOnlyList<int[]> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var input = inputs[0];
        if (Axis < 0 || Axis >= input.Length)
        {
            yield return $"axis is {Axis}, must be 0 to {input.Length - 1}";
            yield break;
        }

        int[] expected = [.. input[..Axis], Indices.Count, .. input[(Axis + 1)..]];
        if (Indices.Count == 0 || Indices.Any(i => i < -1 || i >= input[Axis]))
            yield return $"indices must be -1 to {input[Axis] - 1}, at least one";
        if (!expected.AsSpan().SequenceEqual(Shape))
            yield return $"gives {Tensor<int>.Describe(Shape)}, must be {Tensor<int>.Describe(expected)}";
    }
}
