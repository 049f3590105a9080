using HwGen.Core.Errors;
using HwGen.Core.IO;
using HwGen.Core.Network;
using HwGen.Pruner.Quantization;

namespace HwGen.Pruner.Graph;

/// <summary>A constant added along one dimension; it only stays until <see cref="Passes.BiasFolding"/> has put it into the layer before it.</summary>
/// <param name="Name">of the node</param>
/// <param name="Input">activation it reads</param>
/// <param name="Output">activation it gives</param>
/// <param name="Bias">one number, or one per entry of the dimension</param>
/// <param name="AxisFromEnd">1 for the last dimension, 3 for the channel of an image</param>
public sealed record ChannelBias(string Name, string Input, string Output, float[] Bias, int AxisFromEnd) : Operation(Name, [Input], Output)
{
    public override int[] InferShape(IReadOnlyList<int[]> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var shape = inputs[0];
        return Bias.Length == 1 || (shape.Length >= AxisFromEnd && shape[^AxisFromEnd] == Bias.Length)
            ? shape
            : throw new ShapeException($"a constant of {Bias.Length} is added to a sample of {Tensor<float>.Describe(shape)}, must be one number or one per channel");
    }

    public override Tensor<float> Evaluate(IReadOnlyList<Tensor<float>> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var shape = inputs[0].Shape;
        var output = new Tensor<float>([.. inputs[0].Values], shape);
        var inner = shape[(shape.Length - AxisFromEnd + 1)..].Aggregate(1, (count, dimension) => count * dimension);
        for (var i = 0; i < output.Count; i++)
            output.Values[i] += Bias[i / inner % Bias.Length];
        return output;
    }

    public override IEnumerable<PlanLayer> Lower(Lowering lowering) =>
        throw new InputException(Name, "a constant is added where no layer before it can take it as its bias; must follow a Gemm or MatMul");
}
