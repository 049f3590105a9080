using HwGen.Core.IO;
using HwGen.Core.Network;
using HwGen.Core.Numerics;
using HwGen.Pruner.Quantization;

namespace HwGen.Pruner.Graph;

/// <summary>The mean under a window.</summary>
public sealed record AveragePool(string Name, string Input, string Output, WindowSpecification Window) : Operation(Name, [Input], Output)
{
    /// <summary>True if pads count as zeros.</summary>
    public bool CountsPads { get; init; }

    public override int[] InferShape(IReadOnlyList<int[]> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return Window.OutputShape(inputs[0], inputs[0].Length == 0 ? 0 : inputs[0][0]);
    }

    public override Tensor<float> Evaluate(IReadOnlyList<Tensor<float>> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var window = Window.Resolve(inputs[0].Shape[1..]);
        var shape = InferShape([inputs[0].Shape[1..]]);
        return Pooling.Of<float, float>(Images.Of(inputs[0]), window, values => values.Count == 0 ? 0 : values.Sum() / (CountsPads ? window.Taps : values.Count))
            .Reshape([inputs[0].Shape[0], .. shape]);
    }

    public override IEnumerable<PlanLayer> Lower(Lowering lowering)
    {
        ArgumentNullException.ThrowIfNull(lowering);
        var (input, output) = (lowering.QuantizationOf(Inputs[0]), lowering.QuantizationOf(Output));
        var scale = Requantization.FromScale(0, input.Scale / output.Scale);
        var layer = new AveragePoolLayer
        {
            Name = Name,
            Inputs = Inputs,
            Output = Output,
            Shape = Images.Shape(lowering.ShapeOf(Output)),
            Window = Window.Resolve(lowering.ShapeOf(Inputs[0])),
            CountsPads = CountsPads,
            InputZeroPoint = input.ZeroPoint,
            Multiplier = scale.Multiplier,
            Shift = scale.Shift,
            Requantize = lowering.OutputOf(this, Bounds.None),
        };
        return Images.Around(layer, this, lowering);
    }
}
