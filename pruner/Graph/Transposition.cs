using HwGen.Core.IO;
using HwGen.Core.Network;
using HwGen.Pruner.Quantization;

namespace HwGen.Pruner.Graph;

/// <summary>Dimensions in another order, the batch in front.</summary>
/// <param name="Order">which dimension of an input sample becomes each dimension of the output</param>
public sealed record Transposition(string Name, string Input, string Output, int[] Order) : Operation(Name, [Input], Output)
{
    public override int[] InferShape(IReadOnlyList<int[]> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return Order.Length == inputs[0].Length
            ? [.. Order.Select(d => inputs[0][d])]
            : throw new ShapeException($"attribute perm has {Order.Length + 1} entries, must have {inputs[0].Length + 1}");
    }

    public override Tensor<float> Evaluate(IReadOnlyList<Tensor<float>> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return Tensors.Transpose(inputs[0], Order);
    }

    public override bool KeepsScale => true;

    public override IEnumerable<PlanLayer> Lower(Lowering lowering)
    {
        ArgumentNullException.ThrowIfNull(lowering);
        yield return new TransposeLayer { Name = Name, Inputs = Inputs, Output = Output, Shape = lowering.ShapeOf(Output), Order = Order };
    }
}
