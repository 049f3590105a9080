using HwGen.Core.IO;
using HwGen.Core.Network;

namespace HwGen.Pruner.Onnx.Folding;

/// <summary>Ranges of entries along dimensions.</summary>
internal sealed class SliceFolding : IConstantFolding
{
    public IReadOnlyList<string> Types => ["Slice"];

    public OnnxConstant? Fold(OnnxNode node, IReadOnlyList<OnnxConstant?> inputs)
    {
        var data = inputs[0]!;
        if (SliceRanges.Read(node, data.Shape.Length) is not { } ranges)
            return null;
        foreach (var (axis, start, end, step) in ranges)
        {
            var place = ConstantAxes.Resolve(axis, data.Shape.Length);
            var taken = Tensors.Take(new Tensor<double>(data.Values, [1, .. data.Shape]), place, ConstantAxes.Slice(start, end, step, data.Shape[place]), 0);
            data = data with { Values = taken.Values, Shape = taken.Shape[1..], Scales = data.Scales?.OfAll };
        }

        return data;
    }
}
