using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Onnx.Folding;

/// <summary>The same numbers in another shape.</summary>
internal sealed class ReshapeFolding : IConstantFolding
{
    public IReadOnlyList<string> Types => ["Flatten", "Reshape", "Squeeze", "Unsqueeze"];

    public OnnxConstant? Fold(OnnxNode node, IReadOnlyList<OnnxConstant?> inputs)
    {
        var data = inputs[0]!;
        var axes = node.OperatorType is "Flatten" or "Reshape" ? null : inputs.Count > 1 ? inputs[1]?.ToIntegers() : node.Integers("axes");
        int[] shape = node.OperatorType switch
        {
            "Flatten" => Flatten(data.Shape, node.Integer("axis", 1)),
            "Reshape" => Reshape(data, inputs[1]!.ToIntegers(), node.Integer("allowzero", 0) != 0),
            "Squeeze" => Squeeze(data.Shape, axes),
            _ => Unsqueeze(data.Shape, axes ?? []),
        };
        return shape.Aggregate(1L, (count, d) => count * d) == data.Values.Length
            ? data with { Shape = shape, Scales = data.Scales?.OfAll }
            : throw new ShapeException($"a constant of {data.Values.Length} numbers becomes {string.Join(" x ", shape)}");
    }

    private static int[] Flatten(int[] shape, long axis)
    {
        var place = axis < 0 ? (int)axis + shape.Length : (int)axis;
        return [shape[..place].Aggregate(1, (count, d) => count * d), shape[place..].Aggregate(1, (count, d) => count * d)];
    }

    private static int[] Reshape(OnnxConstant data, long[] target, bool allowsZero)
    {
        int[] shape = [.. target.Select((d, i) => d == 0 && !allowsZero && i < data.Shape.Length ? data.Shape[i] : (int)Math.Min(d, int.MaxValue))];
        var free = Array.IndexOf(shape, -1);
        if (free >= 0)
        {
            var known = shape.Where(d => d != -1).Aggregate(1L, (count, d) => count * d);
            shape[free] = known == 0 ? 0 : (int)(data.Values.Length / known);
        }

        return shape;
    }

    private static int[] Squeeze(int[] shape, long[]? axes)
    {
        int[] places = axes is null ? [] : [.. axes.Select(a => ConstantAxes.Resolve(a, shape.Length))];
        return [.. shape.Where((d, i) => axes is null ? d != 1 : !places.Contains(i))];
    }

    private static int[] Unsqueeze(int[] shape, long[] axes)
    {
        int[] places = [.. axes.Select(a => ConstantAxes.Resolve(a, shape.Length + axes.Length))];
        var rest = new Queue<int>(shape);
        return [.. Enumerable.Range(0, shape.Length + axes.Length).Select(i => places.Contains(i) ? 1 : rest.Dequeue())];
    }
}
