using HwGen.Core.Errors;
using HwGen.Core.IO;
using HwGen.Core.Network;
using HwGen.Pruner.Quantization;

namespace HwGen.Pruner.Graph;

/// <summary>Each channel times a constant plus a constant; it only stays until <see cref="Passes.ScaleFolding"/> has made it part of a layer.</summary>
/// <param name="Name">of the node</param>
/// <param name="Input">activation it reads</param>
/// <param name="Output">activation it gives</param>
/// <param name="Scale">one number, or one per channel</param>
/// <param name="Bias">as many</param>
/// <param name="Axis">of the channel: 0 for the first dimension of a sample, -1 for the last</param>
public sealed record ChannelScale(string Name, string Input, string Output, float[] Scale, float[] Bias, int Axis) : Operation(Name, [Input], Output)
{
    /// <summary>The dimension of a sample.</summary>
    public int Place(int[] shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return Axis < 0 ? Axis + shape.Length : Axis;
    }

    public override int[] InferShape(IReadOnlyList<int[]> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var (shape, place) = (inputs[0], Place(inputs[0]));
        return Scale.Length == 1 || (place >= 0 && place < shape.Length && shape[place] == Scale.Length)
            ? shape
            : throw new ShapeException($"a constant of {Scale.Length} meets a sample of {Tensor<float>.Describe(shape)}, must be one number or one per channel");
    }

    public override Tensor<float> Evaluate(IReadOnlyList<Tensor<float>> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var shape = inputs[0].Shape;
        var output = new Tensor<float>([.. inputs[0].Values], shape);
        var inner = shape[(Math.Max(0, Place(shape[1..])) + 2)..].Aggregate(1, (count, dimension) => count * dimension);
        for (var i = 0; i < output.Count; i++)
            output.Values[i] = (output.Values[i] * Scale[i / inner % Scale.Length]) + Bias[i / inner % Scale.Length];
        return output;
    }

    public override IEnumerable<PlanLayer> Lower(Lowering lowering) =>
        throw new InputException(Name, "a constant meets an activation where no layer can take it");
}
