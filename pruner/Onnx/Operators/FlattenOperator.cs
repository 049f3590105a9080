using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Onnx.Operators;

/// <summary>Everything but the batch in one dimension.</summary>
internal sealed class FlattenOperator : IOnnxOperator
{
    public IReadOnlyList<string> Types => ["Flatten"];

    public Operation? Read(OnnxNode node)
    {
        var input = node.Activation(0);
        var axis = node.Integer("axis", 1);
        return node.Problems.Count > 0 ? null : new Reshape(node.Name, input, node.Output, shape => Flatten(shape, axis));
    }

    private static int[] Flatten(int[] shape, long axis)
    {
        var place = axis < 0 ? axis + shape.Length + 1 : axis;
        var isBatchAlone = place >= 1 && shape.Take((int)Math.Min(place - 1, shape.Length)).All(d => d == 1);
        return isBatchAlone && place <= shape.Length + 1
            ? [shape.Aggregate(1, (count, dimension) => count * dimension)]
            : throw new ShapeException($"attribute axis is {axis}, must be 1: the batch stays by itself");
    }
}
