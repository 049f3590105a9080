using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Onnx.Operators;

/// <summary>Ranges of a dimension one after the other; sizes as attribute (until opset 12) or as constant, or all alike.</summary>
internal sealed class SplitOperator : IOnnxOperator
{
    public IReadOnlyList<string> Types => ["Split"];

    public Operation? Read(OnnxNode node)
    {
        var input = node.Activation(0);
        var axis = node.Integer("axis", 0);
        var sizes = node.HasInput(1) ? node.Constant(1)?.ToIntegers() : node.Integers("split");
        var count = (int)node.Integer("num_outputs", node.OutputCount);
        if (node.Problems.Count > 0 || node.SampleShape(0) is not { } shape)
            return null;
        var place = SampleAxes.Resolve([axis], shape.Length)[0];
        // Parts alike, the last one smaller where they do not fit.
        sizes ??= [.. Enumerable.Range(0, count).Select(i => (long)Math.Clamp(shape[place] - (i * Part(shape[place], count)), 0, Part(shape[place], count)))];
        if (sizes.Length != node.OutputCount || sizes.Any(s => s < 1) || sizes.Sum() != shape[place])
        {
            node.Refuse($"parts of {string.Join(", ", sizes)} for {node.OutputCount} outputs, must add up to {shape[place]}");
            return null;
        }

        long start = 0;
        for (var i = 0; i < sizes.Length; start += sizes[i++])
            node.Add(new Selection(i == 0 ? node.Name : $"{node.Name}.{i}", input, node.OutputAt(i), place, [.. Enumerable.Range((int)start, (int)sizes[i])]));
        return null;
    }

    private static int Part(int size, int count) => (size + count - 1) / count;
}
