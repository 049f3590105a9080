using HwGen.Core.Network;
using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Onnx.Operators;

/// <summary>Dimensions of 1 spread over a shape, the batch staying as it is.</summary>
internal sealed class ExpandOperator : IOnnxOperator
{
    public IReadOnlyList<string> Types => ["Expand"];

    public Operation? Read(OnnxNode node)
    {
        node.Activation(0);
        var target = node.Constant(1)?.ToIntegers();
        if (node.Problems.Count > 0 || node.SampleShape(0) is not { } shape)
            return null;
        long[] sample = target!.Length == shape.Length + 1 && target[0] is 1 or ShapeOperator.Batch ? target[1..] : target;
        int[] spread = [.. Enumerable.Repeat(1, Math.Max(0, shape.Length - sample.Length)), .. sample.Select(d => (int)Math.Min(d, int.MaxValue))];
        if (Tensors.SpreadShape(shape, spread) is { } result)
            Selections.Add(node, shape, result.Select((size, axis) => (axis, shape[axis] == size ? [.. Enumerable.Range(0, size)] : new int[size])));
        else
            node.Refuse($"a sample of {string.Join(" x ", shape)} is spread over [{string.Join(", ", target.Select(ShapeOperator.NameOf))}], which does not fit");
        return null;
    }
}
