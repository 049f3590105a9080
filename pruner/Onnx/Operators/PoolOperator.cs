using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Onnx.Operators;

internal sealed class PoolOperator : IOnnxOperator
{
    public IReadOnlyList<string> Types => ["AveragePool", "GlobalAveragePool", "GlobalMaxPool", "MaxPool"];

    public Operation? Read(OnnxNode node)
    {
        var input = node.Activation(0);
        var window = node.OperatorType.StartsWith("Global", StringComparison.Ordinal) ? new WindowSpecification((int[]?)null) : WindowAttributes.Read(node);
        var countsPads = node.OperatorType == "AveragePool" && node.Integer("count_include_pad", 0) != 0;
        if (node.OperatorType == "MaxPool")
            node.Require("storage_order", 0, 0);
        if (node.OutputCount > 1)
            node.Refuse("gives indices too, must give the largest numbers alone");
        var pads = window.Pads.Any(p => p != 0) || window.AutoPad.StartsWith("SAME", StringComparison.Ordinal);
        if (countsPads && pads && window.IsCeiling)
            node.Refuse("attributes count_include_pad and ceil_mode with pads, must be one of them");
        if (node.Problems.Count > 0)
            return null;
        return node.OperatorType is "MaxPool" or "GlobalMaxPool"
            ? new MaxPool(node.Name, input, node.Output, window)
            : new AveragePool(node.Name, input, node.Output, window) { CountsPads = countsPads && pads };
    }
}
