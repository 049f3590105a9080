using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Onnx.Operators;

internal sealed class ReluOperator : IOnnxOperator
{
    public IReadOnlyList<string> Types => ["Relu"];

    public Operation? Read(OnnxNode node)
    {
        var input = node.Activation(0);
        return node.Problems.Count > 0 ? null : new Clamp(node.Name, input, node.Output, Bounds.Relu);
    }
}
