using HwGen.Core.IO;
using HwGen.Core.Network;
using HwGen.Core.Numerics;
using HwGen.Pruner.Quantization;

namespace HwGen.Pruner.Graph;

/// <summary>Numbers below zero times alpha.</summary>
public sealed record LeakyRelu(string Name, string Input, string Output, float Alpha) : Operation(Name, [Input], Output)
{
    public override int[] InferShape(IReadOnlyList<int[]> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return inputs[0];
    }

    public override Tensor<float> Evaluate(IReadOnlyList<Tensor<float>> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return new Tensor<float>(Array.ConvertAll(inputs[0].Values, v => v < 0 ? Alpha * v : v), inputs[0].Shape);
    }

    public override IEnumerable<PlanLayer> Lower(Lowering lowering)
    {
        ArgumentNullException.ThrowIfNull(lowering);
        var (input, output) = (lowering.QuantizationOf(Inputs[0]), lowering.QuantizationOf(Output));
        var scale = input.Scale / output.Scale;
        var larger = Requantization.FromScale(0, scale * Math.Max(1, Math.Abs(Alpha)));
        yield return new LeakyReluLayer
        {
            Name = Name,
            Inputs = Inputs,
            Output = Output,
            Shape = lowering.ShapeOf(Output),
            InputZeroPoint = input.ZeroPoint,
            Multiplier = Round(scale, larger.Shift),
            NegativeMultiplier = Round(scale * Alpha, larger.Shift),
            Shift = larger.Shift,
            Requantize = lowering.OutputOf(this, Bounds.None),
        };
    }

    private static int Round(double scale, int shift) => (int)Math.Round(Math.ScaleB(scale, shift), MidpointRounding.AwayFromZero);
}
