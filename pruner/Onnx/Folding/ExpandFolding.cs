using HwGen.Core.IO;
using HwGen.Core.Network;
using HwGen.Pruner.Graph;
using DataType = HwGen.Pruner.Onnx.TensorProto.Types.DataType;

namespace HwGen.Pruner.Onnx.Folding;

/// <summary>A constant spread over a shape (Expand), and a shape filled with one number (ConstantOfShape).</summary>
internal sealed class ExpandFolding : IConstantFolding
{
    public IReadOnlyList<string> Types => ["ConstantOfShape", "Expand"];

    public OnnxConstant? Fold(OnnxNode node, IReadOnlyList<OnnxConstant?> inputs)
    {
        var target = inputs[^1]!.ToIntegers();
        var filler = node.OperatorType == "ConstantOfShape" && node.Tensor("value") is { } tensor ? OnnxTensors.Read(tensor, out _) : null;
        if (target.Any(d => d is < 0 or > NetworkGraph.MostNumbers) || target.Aggregate(1L, (count, d) => Math.Min(count, NetworkGraph.MostNumbers) * d) > NetworkGraph.MostNumbers)
        {
            node.Refuse($"a constant of the shape [{string.Join(", ", target.Select(Operators.ShapeOperator.NameOf))}], must be numbers without the batch, at most {NetworkGraph.MostNumbers}");
            return null;
        }

        int[] shape = [.. target.Select(d => (int)d)];
        if (node.OperatorType == "ConstantOfShape")
        {
            var values = new double[shape.Aggregate(1, (count, d) => count * d)];
            Array.Fill(values, filler is { Values.Length: > 0 } ? filler.Values[0] : 0);
            return new OnnxConstant(values, shape) { Type = filler?.Type ?? DataType.Float };
        }

        var given = inputs[0]!;
        var rank = Math.Max(given.Shape.Length, shape.Length);
        if (Tensors.SpreadShape(Lengthened(given.Shape, rank), Lengthened(shape, rank)) is not { } spread)
            throw new ShapeException($"a constant of {Tensor<int>.Describe(given.Shape)} is spread over {Tensor<int>.Describe(shape)}, which does not fit");
        var result = Tensors.Spread(new Tensor<double>(given.Values, [1, .. Lengthened(given.Shape, rank)]), spread);
        return new OnnxConstant(result.Values, spread) { Type = given.Type };
    }

    private static int[] Lengthened(int[] shape, int rank) => [.. Enumerable.Repeat(1, rank - shape.Length), .. shape];
}
