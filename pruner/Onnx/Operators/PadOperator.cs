using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Onnx.Operators;

/// <summary>Zeros around an activation; pads as attribute (until opset 10) or as constant, from opset 18 on for some dimensions alone.</summary>
internal sealed class PadOperator : IOnnxOperator
{
    public IReadOnlyList<string> Types => ["Pad"];

    public Operation? Read(OnnxNode node)
    {
        var input = node.Activation(0);
        var pads = node.HasInput(1) ? node.Constant(1)?.ToIntegers() : node.Integers("pads");
        var value = node.HasInput(2) ? node.Constant(2)?.Values.FirstOrDefault() ?? 0 : node.Real("value", 0);
        var mode = node.Text("mode", "constant");
        if (mode != "constant" || value != 0)
            node.Refuse($"mode {mode} with value {value}, must be constant with 0");
        var axes = node.HasInput(3) ? node.Constant(3)?.ToIntegers() : null;
        var padsBatch = axes is null && pads is { Length: >= 4 } && (pads[0] != 0 || pads[pads.Length / 2] != 0);
        if (axes is not null && pads is not null && pads.Length != 2 * axes.Length)
            node.Refuse($"{pads.Length} pads for {axes.Length} axes, must be two each");
        else if (pads is null || pads.Length < (axes is null ? 4 : 2) || pads.Length % 2 != 0 || padsBatch || pads.Any(p => p is < 0 or > 1 << 20))
            node.Refuse($"pads are {string.Join(", ", pads ?? [])}, must be at least 0, two for each dimension, none for the batch");
        if (pads is null || node.Problems.Count > 0)
            return null;
        int[] numbers = [.. pads.Select(p => (int)p)];
        var first = axes is null ? 1 : 0;
        return new Padding(node.Name, input, node.Output, numbers[first..(numbers.Length / 2)], numbers[((numbers.Length / 2) + first)..]) { Axes = axes };
    }
}
