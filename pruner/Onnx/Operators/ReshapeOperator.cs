using HwGen.Core.IO;
using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Onnx.Operators;

/// <summary>A constant shape whose first entry is the batch.</summary>
internal sealed class ReshapeOperator : IOnnxOperator
{
    public IReadOnlyList<string> Types => ["Reshape"];

    public Operation? Read(OnnxNode node)
    {
        var input = node.Activation(0);
        var target = node.Constant(1)?.ToIntegers();
        if (node.Integer("allowzero", 0) != 0 && target is not null && target.Contains(0))
            node.Refuse("attribute allowzero is 1 and the target shape holds 0, must be without 0");
        return target is null || node.Problems.Count > 0 ? null : new Reshape(node.Name, input, node.Output, shape => Resolve(shape, target));
    }

    private static int[] Resolve(int[] shape, long[] target)
    {
        var text = $"target shape [{string.Join(", ", target.Select(ShapeOperator.NameOf))}] of a sample of {Tensor<float>.Describe(shape)}";
        if (target.Skip(1).Any(d => d >= ShapeOperator.LeastWithBatch) || (target.Length > 0 && target[0] >= ShapeOperator.LeastWithBatch && target[0] != ShapeOperator.Batch))
            throw new ShapeException($"{text}, must leave the batch in front and by itself");
        if (target.Length < 1 || target.Count(d => d == -1) > 1 || target.Any(d => d < -1))
            throw new ShapeException($"{text}, must be numbers with at most one -1");
        var result = new int[target.Length - 1];
        var count = shape.Aggregate(1L, (product, dimension) => product * dimension);
        long known = 1;
        for (var i = 1; i < target.Length; i++)
        {
            if (target[i] == 0 && i > shape.Length)
                throw new ShapeException($"{text}, entry {i} is 0 and the sample has no dimension {i}");
            result[i - 1] = target[i] == 0 ? shape[i - 1] : (int)Math.Min(target[i], int.MaxValue);
            known = result[i - 1] == -1 ? known : Math.Min(known, int.MaxValue) * result[i - 1];
        }

        var free = Array.IndexOf(result, -1);
        if (free >= 0 && known > 0)
            result[free] = (int)(count / known);
        else if (known != count)
            throw new ShapeException($"{text}, the first entry must be the batch and the others {count} numbers");
        return result;
    }
}
