using HwGen.Core.IO;
using HwGen.Core.Network;
using HwGen.Pruner.Quantization;

namespace HwGen.Pruner.Graph;

/// <summary>Zeros around an activation.</summary>
/// <param name="Before">entries in front of each dimension of a sample</param>
/// <param name="After">entries behind</param>
public sealed record Padding(string Name, string Input, string Output, int[] Before, int[] After) : Operation(Name, [Input], Output)
{
    public override int[] InferShape(IReadOnlyList<int[]> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return Before.Length == inputs[0].Length
            ? [.. inputs[0].Select((d, i) => d + Before[i] + After[i])]
            : throw new ShapeException($"{2 * (Before.Length + 1)} pads, must be {2 * (inputs[0].Length + 1)}");
    }

    public override Tensor<float> Evaluate(IReadOnlyList<Tensor<float>> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return Tensors.Pad(inputs[0], Before, After, 0f);
    }

    public override bool KeepsScale => true;

    public override IEnumerable<PlanLayer> Lower(Lowering lowering)
    {
        ArgumentNullException.ThrowIfNull(lowering);
        yield return new PadLayer
        {
            Name = Name,
            Inputs = Inputs,
            Output = Output,
            Shape = lowering.ShapeOf(Output),
            Before = Before,
            After = After,
            Value = lowering.QuantizationOf(Inputs[0]).ZeroPoint,
        };
    }
}
