using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Onnx.Operators;

/// <summary>Zeros around an activation; pads as attribute (until opset 10) or as constant.</summary>
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
        if (node.HasInput(3))
            node.Refuse("axes are stated, must be left out: pads for every dimension");
        if (pads is null || pads.Length < 4 || pads.Length % 2 != 0 || pads[0] != 0 || pads[pads.Length / 2] != 0 || pads.Any(p => p is < 0 or > 1 << 20))
            node.Refuse($"pads are {string.Join(", ", pads ?? [])}, must be at least 0, two for each dimension, none for the batch");
        if (pads is null || node.Problems.Count > 0)
            return null;
        int[] numbers = [.. pads.Select(p => (int)p)];
        return new Padding(node.Name, input, node.Output, numbers[1..(numbers.Length / 2)], numbers[((numbers.Length / 2) + 1)..]);
    }
}
