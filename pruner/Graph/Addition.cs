using HwGen.Core.IO;
using HwGen.Core.Network;
using HwGen.Core.Numerics;
using HwGen.Pruner.Quantization;

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

    public override IEnumerable<PlanLayer> Lower(Lowering lowering)
    {
        ArgumentNullException.ThrowIfNull(lowering);
        var output = lowering.QuantizationOf(Output);
        TensorQuantization[] inputs = [.. Inputs.Select(lowering.QuantizationOf)];
        var larger = Requantization.FromScale(0, inputs.Max(i => i.Scale) / output.Scale);
        yield return new AdditionLayer
        {
            Name = Name,
            Inputs = Inputs,
            Output = Output,
            Shape = lowering.ShapeOf(Output),
            ZeroPoints = [.. inputs.Select(i => i.ZeroPoint)],
            Multipliers = [.. inputs.Select(i => (int)Math.Round(Math.ScaleB(i.Scale / output.Scale, larger.Shift), MidpointRounding.AwayFromZero))],
            Shift = larger.Shift,
            Requantize = lowering.OutputOf(this, Bounds),
        };
    }
}
