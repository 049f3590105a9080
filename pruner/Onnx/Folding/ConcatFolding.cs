using HwGen.Core.IO;
using HwGen.Core.Network;
using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Onnx.Folding;

internal sealed class ConcatFolding : IConstantFolding
{
    public IReadOnlyList<string> Types => ["Concat"];

    public OnnxConstant? Fold(OnnxNode node, IReadOnlyList<OnnxConstant?> inputs)
    {
        OnnxConstant[] given = [.. inputs.OfType<OnnxConstant>()];
        var axis = ConstantAxes.Resolve(node.Integer("axis", 0), given[0].Shape.Length);
        if (Tensors.ConcatenatedShape([.. given.Select(g => g.Shape)], axis) is not { } shape)
            throw new ShapeException($"constants of {string.Join(" and ", given.Select(g => Tensor<int>.Describe(g.Shape)))} on axis {axis}, must differ there alone");
        var joined = Tensors.Concatenate([.. given.Select(g => new Tensor<double>(g.Values, [1, .. g.Shape]))], axis);
        return new OnnxConstant(joined.Values, shape) { Type = given[0].Type };
    }
}
