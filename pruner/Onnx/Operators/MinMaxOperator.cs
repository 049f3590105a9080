using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Onnx.Operators;

/// <summary>The larger or the smaller of an activation and a constant number: a limit.</summary>
internal sealed class MinMaxOperator : IOnnxOperator
{
    public IReadOnlyList<string> Types => ["Max", "Min"];

    public Operation? Read(OnnxNode node)
    {
        var place = node.IsConstant(0) ? 0 : 1;
        var input = node.Activation(1 - place);
        var limit = node.Constant(place);
        if (node.InputCount != 2 || limit is { Values.Length: not 1 })
            node.Refuse("must compare an activation with one constant number");
        if (limit is null || node.Problems.Count > 0)
            return null;
        var value = (float)limit.Values[0];
        return new Clamp(node.Name, input, node.Output, node.OperatorType == "Max" ? Bounds.None with { Low = value } : Bounds.None with { High = value });
    }
}
