using HwGen.Core.IO;

namespace HwGen.Pruner.Graph;

/// <summary>Two activations of one shape, added element by element.</summary>
public sealed record Addition(string Name, string First, string Second, string Output) : Operation(Name, [First, Second], Output)
{
    /// <summary>The activation function that follows, where it is one that only cuts off.</summary>
    public Bounds Bounds { get; init; } = Bounds.None;

    public override int[] InferShape(IReadOnlyList<int[]> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return inputs[0].AsSpan().SequenceEqual(inputs[1])
            ? inputs[0]
            : throw new ShapeException($"samples {Tensor<float>.Describe(inputs[0])} and {Tensor<float>.Describe(inputs[1])} are added, must have one shape");
    }

    public override Tensor<float> Evaluate(IReadOnlyList<Tensor<float>> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var output = new Tensor<float>([.. inputs[0].Values], inputs[0].Shape);
        for (var i = 0; i < output.Count; i++)
            output.Values[i] += inputs[1].Values[i];
        Bounds.Apply(output.Values);
        return output;
    }
}
