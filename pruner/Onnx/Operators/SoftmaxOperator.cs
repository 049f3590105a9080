using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Onnx.Operators;

/// <summary>At the end of a network only, where it is left out: the largest output stays the largest.</summary>
internal sealed class SoftmaxOperator : IOnnxOperator
{
    public IReadOnlyList<string> Types => ["ArgMax", "LogSoftmax", "Softmax"];

    public Operation? Read(OnnxNode node)
    {
        node.Ignore("axis", "keepdims", "select_last_index");
        if (node.IsNetworkOutput)
            node.PassOn();
        else
            node.Refuse("its output is not that of the network, must stand at the end");
        return null;
    }
}
