using HwGen.Core.IO;
using HwGen.Core.Network;
using HwGen.Pruner.Quantization;

namespace HwGen.Pruner.Graph;

/// <summary>An activation function that only cuts off: Relu, Clip.</summary>
public sealed record Clamp(string Name, string Input, string Output, Bounds Bounds) : Operation(Name, [Input], Output)
{
    public override int[] InferShape(IReadOnlyList<int[]> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return inputs[0];
    }

    public override Tensor<float> Evaluate(IReadOnlyList<Tensor<float>> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var output = new Tensor<float>([.. inputs[0].Values], inputs[0].Shape);
        Bounds.Apply(output.Values);
        return output;
    }

    public override bool KeepsScale => true;

    public override IEnumerable<PlanLayer> Lower(Lowering lowering)
    {
        ArgumentNullException.ThrowIfNull(lowering);
        var output = lowering.OutputOf(this, Bounds);
        yield return new ClampLayer { Name = Name, Inputs = Inputs, Output = Output, Shape = lowering.ShapeOf(Output), ClampLow = output.ClampLow, ClampHigh = output.ClampHigh };
    }
}
