using HwGen.Core.IO;
using HwGen.Core.Network;
using HwGen.Core.Numerics;
using HwGen.Pruner.Quantization;

namespace HwGen.Pruner.Graph;

/// <summary>The mean over dimensions of a sample (ReduceMean).</summary>
/// <remarks>Done by what there is already: the dimensions go to the end, lie side by side in one row, and a pool takes the mean of the row.</remarks>
/// <param name="Axes">as ONNX counts, the batch being 0; negative from the end</param>
/// <param name="KeepsDimensions">True if the dimensions stay with 1 entry each.</param>
public sealed record Mean(string Name, string Input, string Output, long[] Axes, bool KeepsDimensions) : Operation(Name, [Input], Output)
{
    public override int[] InferShape(IReadOnlyList<int[]> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var places = SampleAxes.Resolve(Axes, inputs[0].Length);
        return KeepsDimensions
            ? [.. inputs[0].Select((d, i) => places.Contains(i) ? 1 : d)]
            : [.. inputs[0].Where((_, i) => !places.Contains(i))];
    }

    public override Tensor<float> Evaluate(IReadOnlyList<Tensor<float>> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var shape = inputs[0].Shape[1..];
        var (rows, count) = RowsOf(shape);
        var row = Tensors.Transpose(inputs[0], Order(shape)).Reshape(inputs[0].Shape[0], rows, 1, count);
        var means = Pooling.Of<float, float>(row, Window(count), values => values.Sum() / values.Count);
        return means.Reshape([inputs[0].Shape[0], .. InferShape([shape])]);
    }

    public override IEnumerable<PlanLayer> Lower(Lowering lowering)
    {
        ArgumentNullException.ThrowIfNull(lowering);
        var shape = lowering.ShapeOf(Inputs[0]);
        var order = Order(shape);
        var (rows, count) = RowsOf(shape);
        var (input, output) = (lowering.QuantizationOf(Inputs[0]), lowering.QuantizationOf(Output));
        var scale = Requantization.FromScale(0, input.Scale / output.Scale);
        var (turned, row, means) = ($"{Output}.turned", $"{Output}.rows", $"{Output}.means");
        yield return new TransposeLayer { Name = $"{Name}.turn", Inputs = Inputs, Output = turned, Shape = [.. order.Select(d => shape[d])], Order = order };
        yield return new ReshapeLayer { Name = $"{Name}.rows", Inputs = [turned], Output = row, Shape = [rows, 1, count] };
        yield return new AveragePoolLayer
        {
            Name = Name,
            Inputs = [row],
            Output = means,
            Shape = [rows, 1, 1],
            Window = Window(count),
            InputZeroPoint = input.ZeroPoint,
            Multiplier = scale.Multiplier,
            Shift = scale.Shift,
            Requantize = lowering.OutputOf(this, Bounds.None),
        };
        yield return new ReshapeLayer { Name = $"{Name}.shape", Inputs = [means], Output = Output, Shape = lowering.ShapeOf(Output) };
    }

    // The dimensions that stay, then those that go.
    private int[] Order(int[] shape)
    {
        var places = SampleAxes.Resolve(Axes, shape.Length);
        return [.. Enumerable.Range(0, shape.Length).Except(places), .. places.Order()];
    }

    private (int Rows, int Count) RowsOf(int[] shape)
    {
        var count = SampleAxes.Resolve(Axes, shape.Length).Aggregate(1, (product, place) => product * shape[place]);
        return (shape.Aggregate(1, (product, d) => product * d) / count, count);
    }

    private static SlidingWindow Window(int count) => new([1, count], [1, 1], [1, 1], [0, 0, 0, 0]);
}
