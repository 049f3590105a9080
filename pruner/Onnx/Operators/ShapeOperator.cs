using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Onnx.Operators;

/// <summary>The shape of an activation, which is known but for the batch; <see cref="Batch"/> stands for that.</summary>
internal sealed class ShapeOperator : IOnnxOperator
{
    /// <summary>The batch in shape arithmetic: far above any dimension, so that whatever is made of it is told from one.</summary>
    public const long Batch = 1L << 60;

    /// <summary>From here on a number has the batch in it.</summary>
    public const long LeastWithBatch = 1L << 41;

    /// <summary>A dimension as messages name it.</summary>
    public static string NameOf(long dimension) =>
        dimension == Batch ? "batch" : dimension >= LeastWithBatch ? "a multiple of the batch" : $"{dimension}";

    public IReadOnlyList<string> Types => ["Shape"];

    public Operation? Read(OnnxNode node)
    {
        if (node.IsConstant(0))
        {
            node.SetConstant(OnnxConstant.Of(Part(node, [.. node.Constant(0)!.Shape.Select(d => (long)d)])));
            return null;
        }

        if (node.SampleShape(0) is { } shape)
            node.SetConstant(OnnxConstant.Of(Part(node, [Batch, .. shape.Select(d => (long)d)])));
        return null;
    }

    private static long[] Part(OnnxNode node, long[] shape)
    {
        var (start, end) = (Place(node.Integer("start", 0), shape.Length), Place(node.Integer("end", shape.Length), shape.Length));
        return start < end ? shape[start..end] : [];
    }

    private static int Place(long at, int rank) => (int)Math.Clamp(at < 0 ? at + rank : at, 0, rank);
}
