using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Onnx.Operators;

/// <summary>The largest number over dimensions other than the batch: they go to the end, lie side by side in one row, and a pool takes the largest of it.</summary>
internal sealed class ReduceMaxOperator : IOnnxOperator
{
    public IReadOnlyList<string> Types => ["ReduceMax"];

    public Operation? Read(OnnxNode node)
    {
        var name = node.Activation(0);
        var axes = node.HasInput(1) ? node.Constant(1)?.ToIntegers() : node.Integers("axes");
        var keeps = node.Integer("keepdims", 1) != 0;
        node.Ignore("noop_with_empty_axes");
        if (axes is not { Length: > 0 } && node.Problems.Count == 0)
            node.Refuse("no axes, must be stated: the batch stays as it is");
        if (node.Problems.Count > 0 || node.SampleShape(0) is not { } shape)
            return null;
        int[] gone = [.. SampleAxes.Resolve(axes!, shape.Length).Order()];
        int[] kept = [.. Enumerable.Range(0, shape.Length).Except(gone)];
        var count = gone.Aggregate(1, (product, d) => product * shape[d]);
        int[] rows = [kept.Aggregate(1, (product, d) => product * shape[d]), 1, count];
        int[] result = keeps ? [.. shape.Select((d, i) => gone.Contains(i) ? 1 : d)] : [.. kept.Select(d => shape[d])];
        name = node.Add(new Transposition($"{node.Name}.turn", name, $"{node.Output}.turned", [.. kept, .. gone]));
        name = node.Add(new Reshape($"{node.Name}.rows", name, $"{node.Output}.rows", _ => rows));
        name = node.Add(new MaxPool(node.Name, name, $"{node.Output}.largest", new WindowSpecification((int[]?)null)));
        return new Reshape($"{node.Name}.shape", name, node.Output, _ => result);
    }
}
