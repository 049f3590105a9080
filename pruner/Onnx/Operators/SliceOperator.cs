using HwGen.Pruner.Graph;
using HwGen.Pruner.Onnx.Folding;

namespace HwGen.Pruner.Onnx.Operators;

/// <summary>Ranges of entries along dimensions other than the batch.</summary>
internal sealed class SliceOperator : IOnnxOperator
{
    public IReadOnlyList<string> Types => ["Slice"];

    public Operation? Read(OnnxNode node)
    {
        node.Activation(0);
        if (node.SampleShape(0) is not { } shape || SliceRanges.Read(node, shape.Length + 1) is not { } ranges)
            return null;
        var parts = new List<(int Axis, int[] Indices)>();
        foreach (var (axis, start, end, step) in ranges)
        {
            // The whole batch may be named, too.
            if ((axis == 0 || axis == -shape.Length - 1) && start == 0 && end >= ShapeOperator.LeastWithBatch && step == 1)
                continue;
            var place = SampleAxes.Resolve([axis], shape.Length)[0];
            parts.Add((place, ConstantAxes.Slice(start, end, step, shape[place])));
        }

        if (parts.Any(p => p.Indices.Length == 0))
            node.Refuse("takes nothing, must take at least one entry");
        else
            Selections.Add(node, shape, parts);
        return null;
    }
}
