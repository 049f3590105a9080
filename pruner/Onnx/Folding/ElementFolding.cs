using HwGen.Core.IO;
using HwGen.Pruner.Graph;
using DataType = HwGen.Pruner.Onnx.TensorProto.Types.DataType;

namespace HwGen.Pruner.Onnx.Folding;

/// <summary>Arithmetic and comparisons element by element, dimensions of 1 or missing ones in front spread over the others'; Cast.</summary>
internal sealed class ElementFolding : IConstantFolding
{
    private static readonly Dictionary<string, Func<double[], double>> Functions = new(StringComparer.Ordinal)
    {
        ["Abs"] = v => Math.Abs(v[0]),
        ["Add"] = v => v[0] + v[1],
        ["And"] = v => v[0] != 0 && v[1] != 0 ? 1 : 0,
        ["Cast"] = v => v[0],
        ["Ceil"] = v => Math.Ceiling(v[0]),
        ["Div"] = v => v[0] / v[1],
        ["Equal"] = v => v[0] == v[1] ? 1 : 0,
        ["Exp"] = v => Math.Exp(v[0]),
        ["Floor"] = v => Math.Floor(v[0]),
        ["Greater"] = v => v[0] > v[1] ? 1 : 0,
        ["Less"] = v => v[0] < v[1] ? 1 : 0,
        ["Max"] = v => v.Max(),
        ["Min"] = v => v.Min(),
        ["Mul"] = v => v[0] * v[1],
        ["Neg"] = v => -v[0],
        ["Not"] = v => v[0] == 0 ? 1 : 0,
        ["Or"] = v => v[0] != 0 || v[1] != 0 ? 1 : 0,
        ["Pow"] = v => Math.Pow(v[0], v[1]),
        ["Reciprocal"] = v => 1 / v[0],
        ["Sqrt"] = v => Math.Sqrt(v[0]),
        ["Sub"] = v => v[0] - v[1],
        ["Where"] = v => v[0] != 0 ? v[1] : v[2],
    };

    private static readonly string[] Comparisons = ["And", "Equal", "Greater", "Less", "Not", "Or"];

    public IReadOnlyList<string> Types => [.. Functions.Keys];

    public OnnxConstant? Fold(OnnxNode node, IReadOnlyList<OnnxConstant?> inputs)
    {
        OnnxConstant[] given = [.. inputs.OfType<OnnxConstant>()];
        var type = node.OperatorType switch
        {
            "Cast" => (DataType)node.Integer("to", (long)DataType.Float),
            "Where" => given[^1].Type,
            var name => Comparisons.Contains(name) ? DataType.Bool : given[0].Type,
        };
        var result = new OnnxConstant([], Shape(given)) { Type = type };
        var function = Functions[node.OperatorType];
        var truncates = result.IsInteger && node.OperatorType is "Div" or "Cast" or "Pow";
        int[][] strides = [.. given.Select(g => Strides(g.Shape, result.Shape))];
        var values = new double[result.Shape.Aggregate(1, (count, d) => count * d)];
        for (var i = 0; i < values.Length; i++)
        {
            var at = i;
            values[i] = function([.. given.Select((g, input) => g.Values[Place(at, result.Shape, strides[input])])]);
            if (truncates)
                values[i] = type == DataType.Bool ? values[i] != 0 ? 1 : 0 : Math.Truncate(values[i]);
        }

        return result with { Values = values };
    }

    private static int[] Shape(OnnxConstant[] inputs)
    {
        var shape = new int[inputs.Max(i => i.Shape.Length)];
        for (var d = 1; d <= shape.Length; d++)
        {
            int[] sizes = [.. inputs.Where(i => i.Shape.Length >= d).Select(i => i.Shape[^d]).Where(s => s != 1).Distinct()];
            if (sizes.Length > 1)
                throw new ShapeException($"constants of {string.Join(" and ", inputs.Select(i => Tensor<int>.Describe(i.Shape)))}, must have one shape or spread over it");
            shape[^d] = sizes.Length == 0 ? 1 : sizes[0];
        }

        return shape;
    }

    // Of the input along each dimension of the output; 0 where it is spread.
    private static int[] Strides(int[] input, int[] output)
    {
        var strides = new int[output.Length];
        for (int d = 1, stride = 1; d <= input.Length; stride *= input[^d++])
            strides[^d] = input[^d] == 1 ? 0 : stride;
        return strides;
    }

    private static int Place(int i, int[] shape, int[] strides)
    {
        var place = 0;
        for (var d = shape.Length - 1; d >= 0; i /= shape[d--])
            place += i % shape[d] * strides[d];
        return place;
    }
}
