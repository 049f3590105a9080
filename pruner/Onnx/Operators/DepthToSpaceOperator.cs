using HwGen.Core.IO;
using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Onnx.Operators;

/// <summary>Channels that become pixels, or pixels that become channels: a reshape, a transposition, a reshape.</summary>
/// <remarks>Source: the ONNX standard, DepthToSpace (modes DCR and CRD) and SpaceToDepth.</remarks>
internal sealed class DepthToSpaceOperator : IOnnxOperator
{
    public IReadOnlyList<string> Types => ["DepthToSpace", "SpaceToDepth"];

    public Operation? Read(OnnxNode node)
    {
        var input = node.Activation(0);
        var size = (int)node.Integer("blocksize", 0);
        var mode = node.Text("mode", "DCR");
        if (size < 1 || mode is not ("DCR" or "CRD"))
            node.Refuse($"blocksize {size} with mode {mode}, must be at least 1 with DCR or CRD");
        if (node.Problems.Count > 0 || node.SampleShape(0) is not { } shape)
            return null;
        if (shape.Length != 3 || (node.OperatorType == "DepthToSpace" ? shape[0] % (size * size) != 0 : shape[1] % size != 0 || shape[2] % size != 0))
        {
            node.Refuse($"blocksize {size} for a sample of {Tensor<int>.Describe(shape)}, must divide it");
            return null;
        }

        var (c, h, w) = (shape[0], shape[1], shape[2]);
        var (cut, order, whole) = node.OperatorType == "SpaceToDepth"
            ? (new[] { c, h / size, size, w / size, size }, new[] { 2, 4, 0, 1, 3 }, new[] { c * size * size, h / size, w / size })
            : mode == "DCR"
                ? (new[] { size, size, c / size / size, h, w }, new[] { 2, 3, 0, 4, 1 }, new[] { c / size / size, h * size, w * size })
                : (new[] { c / size / size, size, size, h, w }, new[] { 0, 3, 1, 4, 2 }, new[] { c / size / size, h * size, w * size });
        var parts = node.Add(new Reshape($"{node.Name}.cut", input, $"{node.Output}.cut", _ => cut));
        var turned = node.Add(new Transposition($"{node.Name}.turn", parts, $"{node.Output}.turned", order));
        return new Reshape(node.Name, turned, node.Output, _ => whole);
    }
}
