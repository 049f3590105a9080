using HwGen.Core.IO;
using HwGen.Core.Network;
using HwGen.Pruner.Quantization;

namespace HwGen.Pruner.Graph;

/// <summary>The largest number under a window.</summary>
public sealed record MaxPool(string Name, string Input, string Output, WindowSpecification Window) : Operation(Name, [Input], Output)
{
    public override int[] InferShape(IReadOnlyList<int[]> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return Window.OutputShape(inputs[0], inputs[0][0]);
    }

    public override Tensor<float> Evaluate(IReadOnlyList<Tensor<float>> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return Pooling.Of<float, float>(inputs[0], Window.Resolve(inputs[0].Shape[1..]), values => values.Largest());
    }

    public override bool KeepsScale => true;

    public override IEnumerable<PlanLayer> Lower(Lowering lowering)
    {
        ArgumentNullException.ThrowIfNull(lowering);
        yield return new MaxPoolLayer { Name = Name, Inputs = Inputs, Output = Output, Shape = lowering.ShapeOf(Output), Window = Window.Resolve(lowering.ShapeOf(Inputs[0])) };
    }
}
