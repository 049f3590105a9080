using HwGen.Core.IO;
using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Onnx.Operators;

/// <summary>Dimensions of 1 taken away or put in; axes as attribute (until opset 12) or as constant; a Squeeze that names none leaves the batch.</summary>
internal sealed class SqueezeOperator : IOnnxOperator
{
    public IReadOnlyList<string> Types => ["Squeeze", "Unsqueeze"];

    public Operation? Read(OnnxNode node)
    {
        var input = node.Activation(0);
        var axes = node.HasInput(1) ? node.Constant(1)?.ToIntegers() : node.Integers("axes");
        if (axes is null && node.OperatorType == "Unsqueeze" && node.Problems.Count == 0)
            node.Refuse("no axes, must be stated");
        if (node.Problems.Count > 0)
            return null;
        return node.OperatorType == "Squeeze"
            ? new Reshape(node.Name, input, node.Output, shape => axes is null ? [.. shape.Where(d => d != 1)] : Squeeze(shape, axes))
            : new Reshape(node.Name, input, node.Output, shape => Unsqueeze(shape, axes!));
    }

    private static int[] Squeeze(int[] shape, long[] axes)
    {
        var places = SampleAxes.Resolve(axes, shape.Length);
        return places.All(p => shape[p] == 1)
            ? [.. shape.Where((_, i) => !places.Contains(i))]
            : throw new ShapeException($"axes {string.Join(", ", axes)} of a sample of {Tensor<float>.Describe(shape)}, must have 1 entry each");
    }

    private static int[] Unsqueeze(int[] shape, long[] axes)
    {
        var places = SampleAxes.Resolve(axes, shape.Length + axes.Length);
        var rest = new Queue<int>(shape);
        return [.. Enumerable.Range(0, shape.Length + axes.Length).Select(i => places.Contains(i) ? 1 : rest.Dequeue())];
    }
}
