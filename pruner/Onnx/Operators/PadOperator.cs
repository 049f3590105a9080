using HwGen.Core.IO;
using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Onnx.Operators;

/// <summary>Zeros, or entries of the activation itself, around it; pads as attribute (until opset 10) or as constant, from opset 18 on for some
/// dimensions alone.</summary>
internal sealed class PadOperator : IOnnxOperator
{
    // For each mode: which entry of a dimension stands at a place before the first, at 0, or behind the last.
    private static readonly Dictionary<string, Func<int, int, int>> Sources = new(StringComparer.Ordinal)
    {
        ["edge"] = (place, size) => Math.Clamp(place, 0, size - 1),
        ["reflect"] = (place, size) => place < 0 ? -place : place < size ? place : (2 * (size - 1)) - place,
        ["wrap"] = (place, size) => (place + size) % size,
    };

    public IReadOnlyList<string> Types => ["Pad"];

    public Operation? Read(OnnxNode node)
    {
        var input = node.Activation(0);
        var pads = node.HasInput(1) ? node.Constant(1)?.ToIntegers() : node.Integers("pads");
        var value = node.HasInput(2) ? node.Constant(2)?.Values.FirstOrDefault() ?? 0 : node.Real("value", 0);
        var mode = node.Text("mode", "constant");
        if (mode != "constant" && !Sources.ContainsKey(mode))
            node.Refuse($"mode {mode}, must be one of constant, {string.Join(", ", Sources.Keys)}");
        if (mode == "constant" && value != 0)
            node.Refuse($"mode constant with value {value}, must be 0");
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
        var (before, after) = (numbers[first..(numbers.Length / 2)], numbers[((numbers.Length / 2) + first)..]);
        if (mode == "constant")
            return new Padding(node.Name, input, node.Output, before, after) { Axes = axes };
        if (node.SampleShape(0) is { } shape)
            Repeat(node, shape, (before, after, axes), Sources[mode]);
        return null;
    }

    private static void Repeat(OnnxNode node, int[] shape, (int[] Before, int[] After, long[]? Axes) pads, Func<int, int, int> source)
    {
        var places = SampleAxes.Resolve(pads.Axes ?? [.. Enumerable.Range(1, pads.Before.Length).Select(i => (long)i)], shape.Length);
        if (pads.Axes is null && places.Length != shape.Length)
            node.Refuse($"{2 * (places.Length + 1)} pads, must be {2 * (shape.Length + 1)}");
        else if (places.Where((place, i) => Math.Max(pads.Before[i], pads.After[i]) >= shape[place]).Any())
            node.Refuse($"pads {string.Join(", ", pads.Before.Concat(pads.After))} of a sample of {Tensor<float>.Describe(shape)}, must be less than its dimensions where its entries are repeated");
        else
            Selections.Add(node, shape, places.Select((place, i) =>
                (place, (int[])[.. Enumerable.Range(-pads.Before[i], pads.Before[i] + shape[place] + pads.After[i]).Select(at => source(at, shape[place]))])));
    }
}
