using HwGen.Core.IO;
using HwGen.Core.Network;
using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Onnx.Folding;

/// <summary>Entries of a dimension by their numbers; a single number takes the dimension away.</summary>
internal sealed class GatherFolding : IConstantFolding
{
    public IReadOnlyList<string> Types => ["Gather"];

    public OnnxConstant? Fold(OnnxNode node, IReadOnlyList<OnnxConstant?> inputs)
    {
        var (data, indices) = (inputs[0]!, inputs[1]!);
        var axis = ConstantAxes.Resolve(node.Integer("axis", 0), data.Shape.Length);
        int[] entries = [.. indices.ToIntegers().Select(i => ConstantAxes.Resolve(i, data.Shape[axis]))];
        var taken = Tensors.Take(new Tensor<double>(data.Values, [1, .. data.Shape]), axis, entries, 0);
        return new OnnxConstant(taken.Values, [.. data.Shape[..axis], .. indices.Shape, .. data.Shape[(axis + 1)..]]) { Type = data.Type };
    }
}
