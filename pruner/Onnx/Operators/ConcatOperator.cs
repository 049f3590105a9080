using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Onnx.Operators;

internal sealed class ConcatOperator : IOnnxOperator
{
    public IReadOnlyList<string> Types => ["Concat"];

    public Operation? Read(OnnxNode node)
    {
        string[] inputs = [.. Enumerable.Range(0, node.InputCount).Select(node.Activation)];
        var axis = (int)node.Integer("axis", 1);
        return node.Problems.Count > 0 ? null : new Concatenation(node.Name, inputs, node.Output, axis);
    }
}
