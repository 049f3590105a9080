using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Onnx.Operators;

/// <summary>A slope below zero, one for all or one per channel; the latter is the sum of what is above and what is below.</summary>
internal sealed class PReluOperator : IOnnxOperator
{
    public IReadOnlyList<string> Types => ["PRelu"];

    public Operation? Read(OnnxNode node)
    {
        var input = node.Activation(0);
        var slope = node.Constant(1);
        if (slope is null || node.Problems.Count > 0)
            return null;
        if (slope.Values.Distinct().Count() == 1)
            return new LeakyRelu(node.Name, input, node.Output, (float)slope.Values[0]);
        var (above, below, scaled) = ($"{node.Name}.above", $"{node.Name}.below", $"{node.Name}.slope");
        if (ChannelConstant.Read(node, below, slope, "multiplied") is not { } scale)
            return null;
        node.Add(new Clamp(above, input, above, Bounds.Relu));
        node.Add(new Clamp(below, input, below, Bounds.None with { High = 0 }));
        node.Add(scale with { Name = scaled, Output = scaled });
        return new Addition(node.Name, above, scaled, node.Output);
    }
}
