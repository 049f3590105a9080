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
        var shape = Window.OutputShape(inputs[0], inputs[0][0]);
        var window = Window.Resolve(inputs[0]);
        return Enumerable.Range(0, 2).All(axis => Enumerable.Range(0, shape[axis + 1]).All(place => window.Meets(axis, place, inputs[0][axis + 1])))
            ? shape
            : throw new ShapeException($"a window of {window.Kernel[0]} x {window.Kernel[1]} lies outside the image as a whole, pads must be smaller");
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
