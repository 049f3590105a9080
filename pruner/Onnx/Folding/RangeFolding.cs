using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Onnx.Folding;

/// <summary>Numbers from a start to before a limit.</summary>
internal sealed class RangeFolding : IConstantFolding
{
    public IReadOnlyList<string> Types => ["Range"];

    public OnnxConstant? Fold(OnnxNode node, IReadOnlyList<OnnxConstant?> inputs)
    {
        var (start, limit, step) = (inputs[0]!.Values[0], inputs[1]!.Values[0], inputs[2]!.Values[0]);
        var count = Math.Ceiling((limit - start) / step);
        if (!(count <= NetworkGraph.MostNumbers))
            throw new ShapeException($"numbers from {start} to {limit} by {step}, must be at most {NetworkGraph.MostNumbers}");
        double[] values = [.. Enumerable.Range(0, (int)Math.Max(0, count)).Select(i => start + (i * step))];
        return new OnnxConstant(values, [values.Length]) { Type = inputs[0]!.Type };
    }
}
