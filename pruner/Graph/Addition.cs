using HwGen.Core.IO;
using HwGen.Core.Network;
using HwGen.Core.Numerics;
using HwGen.Pruner.Quantization;

namespace HwGen.Pruner.Graph;

/// <summary>Two activations, added element by element; a dimension of 1 is spread over the other's.</summary>
public sealed record Addition(string Name, string First, string Second, string Output) : Operation(Name, [First, Second], Output)
{
    /// <summary>The activation function that follows, where it is one that only cuts off.</summary>
    public Bounds Bounds { get; init; } = Bounds.None;

    public override int[] InferShape(IReadOnlyList<int[]> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return Tensors.SpreadShape(inputs[0], inputs[1])
            ?? throw new ShapeException($"samples {Tensor<float>.Describe(inputs[0])} and {Tensor<float>.Describe(inputs[1])} are added, must have one shape or spread over it");
    }

    public override Tensor<float> Evaluate(IReadOnlyList<Tensor<float>> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var shape = InferShape([.. inputs.Select(i => i.Shape[1..])]);
        var (first, second) = (Tensors.Spread(inputs[0], shape), Tensors.Spread(inputs[1], shape));
        var output = new Tensor<float>([.. first.Values], first.Shape);
        for (var i = 0; i < output.Count; i++)
            output.Values[i] += second.Values[i];
        Bounds.Apply(output.Values);
        return output;
    }

    public override IEnumerable<PlanLayer> Lower(Lowering lowering)
    {
        ArgumentNullException.ThrowIfNull(lowering);
        var output = lowering.QuantizationOf(Output);
        TensorQuantization[] inputs = [.. Inputs.Select(lowering.QuantizationOf)];
        var larger = Requantization.FromScale(0, inputs.Max(i => i.Scale) / output.Scale);
        var spreading = Spreading.Of(this, lowering);
        return
        [
            .. spreading.Layers,
            new AdditionLayer
            {
                Name = Name,
                Inputs = spreading.Inputs,
                Output = Output,
                Shape = lowering.ShapeOf(Output),
                ZeroPoints = [.. inputs.Select(i => i.ZeroPoint)],
                Multipliers = [.. inputs.Select(i => (int)Math.Round(Math.ScaleB(i.Scale / output.Scale, larger.Shift), MidpointRounding.AwayFromZero))],
                Shift = larger.Shift,
                Requantize = lowering.OutputOf(this, Bounds),
            },
        ];
    }
}
