using HwGen.Core.IO;

namespace HwGen.Core.Network;

/// <summary>The same integers with dimensions in another order.</summary>
public sealed record TransposeLayer : PlanLayer
{
    /// <summary>Which dimension of an input sample becomes each dimension of the output.</summary>
    public required int[] Order { get; init; }

    public override Tensor<int> Run(IReadOnlyList<Tensor<int>> inputs, IGemmEngine engine)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return Tensors.Transpose(inputs[0], Order);
    }

    public override IEnumerable<string> Check(IReadOnlyList<int[]> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (!Order.Order().SequenceEqual(Enumerable.Range(0, inputs[0].Length)))
            yield return $"order is {string.Join(", ", Order)}, must name each of {inputs[0].Length} dimensions once";
        else if (!Order.Select(d => inputs[0][d]).SequenceEqual(Shape))
            yield return $"gives {Tensor<int>.Describe(Shape)}, must be {Tensor<int>.Describe([.. Order.Select(d => inputs[0][d])])}";
    }
}
