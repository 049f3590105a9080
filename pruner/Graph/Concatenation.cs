using HwGen.Core.IO;
using HwGen.Core.Network;
using HwGen.Core.Numerics;
using HwGen.Pruner.Quantization;

namespace HwGen.Pruner.Graph;

/// <summary>Activations one after the other along a dimension.</summary>
/// <param name="Axis">as ONNX counts, the batch being 0; negative from the end</param>
public sealed record Concatenation(string Name, IReadOnlyList<string> Inputs, string Output, int Axis) : Operation(Name, Inputs, Output)
{
    public override int[] InferShape(IReadOnlyList<int[]> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return Tensors.ConcatenatedShape(inputs, Place(inputs[0]))
            ?? throw new ShapeException($"samples {string.Join(" and ", inputs.Select(i => Tensor<float>.Describe(i)))} on axis {Axis}, must differ there alone and not in the batch");
    }

    public override Tensor<float> Evaluate(IReadOnlyList<Tensor<float>> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return Tensors.Concatenate(inputs, Place(inputs[0].Shape[1..]));
    }

    public override IEnumerable<PlanLayer> Lower(Lowering lowering)
    {
        ArgumentNullException.ThrowIfNull(lowering);
        var output = lowering.QuantizationOf(Output);
        TensorQuantization[] inputs = [.. Inputs.Select(lowering.QuantizationOf)];
        Requantization[] scales = [.. inputs.Select(i => Requantization.FromScale(0, i.Scale / output.Scale))];
        yield return new ConcatenationLayer
        {
            Name = Name,
            Inputs = Inputs,
            Output = Output,
            Shape = lowering.ShapeOf(Output),
            Axis = Place(lowering.ShapeOf(Inputs[0])),
            ZeroPoints = [.. inputs.Select(i => i.ZeroPoint)],
            Multipliers = [.. scales.Select(s => s.Multiplier)],
            Shifts = [.. scales.Select(s => s.Shift)],
            Requantize = lowering.OutputOf(this, Bounds.None),
        };
    }

    private int Place(int[] shape) => Axis < 0 ? Axis + shape.Length : Axis - 1;
}
