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
        var (from, to) = (Images.Shape(inputs[0]), Images.Shape(shape));
        return Enumerable.Range(0, 2).All(axis => Enumerable.Range(0, to[axis + 1]).All(place => window.Meets(axis, place, from[axis + 1])))
            ? shape
            : throw new ShapeException($"a window of {window.Kernel[0]} x {window.Kernel[1]} lies outside the image as a whole, pads must be smaller");
    }

    public override Tensor<float> Evaluate(IReadOnlyList<Tensor<float>> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var shape = InferShape([inputs[0].Shape[1..]]);
        return Pooling.Of<float, float>(Images.Of(inputs[0]), Window.Resolve(inputs[0].Shape[1..]), values => values.Largest()).Reshape([inputs[0].Shape[0], .. shape]);
    }

    public override bool KeepsScale => true;

    public override IEnumerable<PlanLayer> Lower(Lowering lowering)
    {
        ArgumentNullException.ThrowIfNull(lowering);
        return Images.Around(
            new MaxPoolLayer { Name = Name, Inputs = Inputs, Output = Output, Shape = Images.Shape(lowering.ShapeOf(Output)), Window = Window.Resolve(lowering.ShapeOf(Inputs[0])) },
            this,
            lowering);
    }
}
