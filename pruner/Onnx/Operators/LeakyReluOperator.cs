using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Onnx.Operators;

internal sealed class LeakyReluOperator : IOnnxOperator
{
    public IReadOnlyList<string> Types => ["LeakyRelu"];

    public Operation? Read(OnnxNode node)
    {
        var input = node.Activation(0);
        var alpha = node.Real("alpha", 0.01f);
        return node.Problems.Count > 0 ? null : new LeakyRelu(node.Name, input, node.Output, alpha);
    }
}
