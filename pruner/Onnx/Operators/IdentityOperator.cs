using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Onnx.Operators;

/// <summary>Operators that change nothing when a network is used and not trained.</summary>
internal sealed class IdentityOperator : IOnnxOperator
{
    public IReadOnlyList<string> Types => ["Dropout", "Identity"];

    public Operation? Read(OnnxNode node)
    {
        node.Ignore("ratio", "seed", "is_test");
        node.PassOn();
        return null;
    }
}
