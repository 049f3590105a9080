using HwGen.Core.IO;
using HwGen.Core.Network;
using HwGen.Pruner.Quantization;

namespace HwGen.Pruner.Graph;

/// <summary>Zeros around an activation.</summary>
/// <param name="Before">entries in front of each dimension of a sample, or of each of <see cref="Axes"/></param>
/// <param name="After">entries behind</param>
public sealed record Padding(string Name, string Input, string Output, int[] Before, int[] After) : Operation(Name, [Input], Output)
{
    /// <summary>The dimensions that get entries, as ONNX counts; null for all.</summary>
    public long[]? Axes { get; init; }

    public override int[] InferShape(IReadOnlyList<int[]> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var (before, after) = Resolve(inputs[0].Length);
        return [.. inputs[0].Select((d, i) => d + before[i] + after[i])];
    }

    public override Tensor<float> Evaluate(IReadOnlyList<Tensor<float>> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var (before, after) = Resolve(inputs[0].Rank - 1);
        return Tensors.Pad(inputs[0], before, after, 0f);
    }

    public override bool KeepsScale => true;

    public override IEnumerable<PlanLayer> Lower(Lowering lowering)
    {
        ArgumentNullException.ThrowIfNull(lowering);
        var (before, after) = Resolve(lowering.ShapeOf(Inputs[0]).Length);
        yield return new PadLayer
        {
            Name = Name,
            Inputs = Inputs,
            Output = Output,
            Shape = lowering.ShapeOf(Output),
            Before = before,
            After = after,
            Value = lowering.QuantizationOf(Inputs[0]).ZeroPoint,
        };
    }

    private (int[] Before, int[] After) Resolve(int rank)
    {
        if (Axes is null && Before.Length != rank)
            throw new ShapeException($"{2 * (Before.Length + 1)} pads, must be {2 * (rank + 1)}");
        int[] places = Axes is null ? [.. Enumerable.Range(0, rank)] : SampleAxes.Resolve(Axes, rank);
        var (before, after) = (new int[rank], new int[rank]);
        for (var i = 0; i < places.Length; i++)
            (before[places[i]], after[places[i]]) = (Before[i], After[i]);
        return (before, after);
    }
}
