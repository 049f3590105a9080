using HwGen.Core.IO;
using HwGen.Core.Network;
using HwGen.Pruner.Quantization;

namespace HwGen.Pruner.Graph;

/// <summary>The same numbers in another shape: Flatten, Reshape, Squeeze, Unsqueeze.</summary>
/// <param name="Name">of the node</param>
/// <param name="Input">activation it reads</param>
/// <param name="Output">activation it gives</param>
/// <param name="Target">shape of a sample from that of the input; throws <see cref="ShapeException"/></param>
public sealed record Reshape(string Name, string Input, string Output, Func<int[], int[]> Target) : Operation(Name, [Input], Output)
{
    public override int[] InferShape(IReadOnlyList<int[]> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var shape = Target(inputs[0]);
        return Count(shape) == Count(inputs[0])
            ? shape
            : throw new ShapeException($"sample {Tensor<float>.Describe(inputs[0])} does not fill {Tensor<float>.Describe(shape)}");
    }

    public override Tensor<float> Evaluate(IReadOnlyList<Tensor<float>> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return inputs[0].Reshape([inputs[0].Shape[0], .. InferShape([inputs[0].Shape[1..]])]);
    }

    private static long Count(int[] shape) => shape.Aggregate(1L, (count, dimension) => count * dimension);

    public override bool KeepsScale => true;

    public override IEnumerable<PlanLayer> Lower(Lowering lowering)
    {
        ArgumentNullException.ThrowIfNull(lowering);
        yield return new ReshapeLayer { Name = Name, Inputs = Inputs, Output = Output, Shape = lowering.ShapeOf(Output) };
    }
}
