using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Onnx.Operators;

/// <summary>An order that leaves the batch in front.</summary>
internal sealed class TransposeOperator : IOnnxOperator
{
    public IReadOnlyList<string> Types => ["Transpose"];

    public Operation? Read(OnnxNode node)
    {
        var input = node.Activation(0);
        var order = node.Integers("perm");
        if (order is null || order.Length == 0 || order[0] != 0 || !order.Order().SequenceEqual(Enumerable.Range(0, order.Length).Select(i => (long)i)))
            node.Refuse($"attribute perm is {(order is null ? "missing" : string.Join(", ", order))}, must name each dimension once and begin with 0: the batch stays in front");
        return node.Problems.Count > 0 ? null : new Transposition(node.Name, input, node.Output, [.. order!.Skip(1).Select(d => (int)d - 1)]);
    }
}
