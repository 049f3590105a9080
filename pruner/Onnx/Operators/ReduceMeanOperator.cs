using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Onnx.Operators;

/// <summary>The mean over dimensions other than the batch; axes as attribute (until opset 17) or as constant.</summary>
internal sealed class ReduceMeanOperator : IOnnxOperator
{
    public IReadOnlyList<string> Types => ["ReduceMean"];

    public Operation? Read(OnnxNode node)
    {
        var input = node.Activation(0);
        var axes = node.HasInput(1) ? node.Constant(1)?.ToIntegers() : node.Integers("axes");
        var keeps = node.Integer("keepdims", 1) != 0;
        node.Ignore("noop_with_empty_axes");
        if (axes is not { Length: > 0 } && node.Problems.Count == 0)
            node.Refuse("no axes, must be stated: the batch stays as it is");
        return node.Problems.Count > 0 ? null : new Mean(node.Name, input, node.Output, axes!, keeps);
    }
}
