using HwGen.Core.IO;
using HwGen.Core.Network;
using HwGen.Pruner.Quantization;

namespace HwGen.Pruner.Graph;

/// <summary>Entries of one dimension by their numbers: slices, repetitions, zeros in between.</summary>
/// <param name="Name">unique in the network</param>
/// <param name="Input">activation it reads</param>
/// <param name="Output">activation it gives</param>
/// <param name="Axis">dimension of a sample</param>
/// <param name="Indices">which entry becomes each of the output; -1 for zeros</param>
public sealed record Selection(string Name, string Input, string Output, int Axis, int[] Indices) : Operation(Name, [Input], Output)
{
    public override int[] InferShape(IReadOnlyList<int[]> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return Axis < inputs[0].Length && Indices.All(i => i < inputs[0][Axis])
            ? [.. inputs[0][..Axis], Indices.Length, .. inputs[0][(Axis + 1)..]]
            : throw new ShapeException($"takes entries of dimension {Axis + 1} of a sample of {Tensor<float>.Describe(inputs[0])}, which are not there");
    }

    public override Tensor<float> Evaluate(IReadOnlyList<Tensor<float>> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return Tensors.Take(inputs[0], Axis, Indices, 0f);
    }

    public override bool KeepsScale => true;

    public override IEnumerable<PlanLayer> Lower(Lowering lowering)
    {
        ArgumentNullException.ThrowIfNull(lowering);
        yield return new TakeLayer
        {
            Name = Name,
            Inputs = Inputs,
            Output = Output,
            Shape = lowering.ShapeOf(Output),
            Axis = Axis,
            Indices = Indices,
            Value = lowering.QuantizationOf(Inputs[0]).ZeroPoint,
        };
    }
}
