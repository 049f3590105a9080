using HwGen.Core.IO;
using HwGen.Core.Network;
using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Onnx.Folding;

/// <summary>Dimensions in another order; reversed if none is stated.</summary>
internal sealed class TransposeFolding : IConstantFolding
{
    public IReadOnlyList<string> Types => ["Transpose"];

    public OnnxConstant? Fold(OnnxNode node, IReadOnlyList<OnnxConstant?> inputs)
    {
        var data = inputs[0]!;
        int[] all = [.. Enumerable.Range(0, data.Shape.Length)];
        int[] order = node.Integers("perm") is { Length: > 0 } stated ? [.. stated.Select(d => (int)d)] : [.. all.Reverse()];
        if (!order.Order().SequenceEqual(all))
            throw new ShapeException($"attribute perm is {string.Join(", ", order)}, must name each of {all.Length} dimensions once");
        var turned = Tensors.Transpose(new Tensor<double>(data.Values, [1, .. data.Shape]), order);
        return data with
        {
            Values = turned.Values,
            Shape = turned.Shape[1..],
            Scales = data.Scales is { } scales ? scales with { Axis = Array.IndexOf(order, scales.Axis) } : null,
        };
    }
}
