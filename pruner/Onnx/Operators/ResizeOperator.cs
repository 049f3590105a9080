using HwGen.Core.IO;
using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Onnx.Operators;

/// <summary>Images of another size: nearest neighbours, or linear interpolation, which is a constant matrix along each dimension.</summary>
internal sealed class ResizeOperator : IOnnxOperator
{
    public IReadOnlyList<string> Types => ["Resize", "Upsample"];

    public Operation? Read(OnnxNode node)
    {
        var name = node.Activation(0);
        var mode = node.Text("mode", "nearest");
        var coordinates = ResizeCoordinates.Read(node);
        node.Ignore("cubic_coeff_a", "extrapolation_value", "exclude_outside");
        if (mode is not ("nearest" or "linear"))
            node.Refuse($"attribute mode is {mode}, must be nearest or linear");
        if (node.Problems.Count > 0 || node.SampleShape(0) is not { } shape || Axes(node, shape) is not { } axes)
            return null;
        if (mode == "nearest")
        {
            Selections.Add(node, shape, axes.Select((axis, d) => (d, Enumerable.Range(0, axis.Size).Select(i => coordinates.Nearest(i, axis.Scale, shape[d], axis.Size)).ToArray())));
            return null;
        }

        for (var d = 0; d < shape.Length; d++)
            if (axes[d].Size != shape[d] || axes[d].Scale != 1)
                name = AddMatrix(node, name, shape.Length, d, Matrix(coordinates, shape[d], axes[d]));
        return new Reshape(node.Name, name, node.Output, sample => sample);
    }

    // New size and scale of each dimension of a sample.
    private static (int Size, double Scale)[]? Axes(OnnxNode node, int[] shape)
    {
        var isOld = node.OperatorType == "Upsample" || node.Opset < 11;
        var place = isOld ? 1 : 2;
        var stated = node.Reals("scales") is { } reals ? Array.ConvertAll(reals, v => (double)v) : node.HasInput(place) ? node.Constant(place)?.Values : null;
        var sizes = !isOld && node.HasInput(3) ? node.Constant(3)?.ToIntegers() : null;
        if (node.Integers("axes") is not null)
            node.Refuse("attribute axes is not supported, sizes or scales must be stated for each dimension");
        var rank = shape.Length + 1;
        (int, double)[]? result = sizes?.Length == rank ? [.. shape.Select((d, i) => ((int)Math.Min(sizes[i + 1], int.MaxValue), sizes[i + 1] / (double)d))]
            : stated?.Length == rank && stated[0] == 1 ? [.. shape.Select((d, i) => ((int)Math.Floor(d * stated[i + 1]), stated[i + 1]))]
            : null;
        if (node.Problems.Count == 0 && (result is null || result.Any(r => r.Item1 is < 1 or > NetworkGraph.MostNumbers)))
            node.Refuse("needs constant scales or sizes of at least 1 for each dimension, the batch staying as it is");
        return node.Problems.Count > 0 ? null : result;
    }

    private static Tensor<float> Matrix(ResizeCoordinates coordinates, int from, (int Size, double Scale) to)
    {
        var matrix = new Tensor<float>(from, to.Size);
        for (var i = 0; i < to.Size; i++)
        {
            var at = Math.Clamp(coordinates.Place(i, to.Scale, from, to.Size), 0, from - 1);
            var low = Math.Min((int)at, Math.Max(0, from - 2));
            matrix.Values[(low * to.Size) + i] += (float)(1 - (at - low));
            if (from > 1)
                matrix.Values[((low + 1) * to.Size) + i] += (float)(at - low);
        }

        return matrix;
    }

    private static string AddMatrix(OnnxNode node, string name, int rank, int axis, Tensor<float> matrix)
    {
        int[] swap = [.. Enumerable.Range(0, rank).Select(d => d == axis ? rank - 1 : d == rank - 1 ? axis : d)];
        var part = $"{node.Name}.{axis}";
        if (axis != rank - 1)
            name = node.Add(new Transposition($"{part}.turn", name, $"{part}.turned", swap));
        name = node.Add(new Linear(part, name, $"{part}.output") { Weights = matrix, Bias = new float[matrix.Shape[1]] });
        return axis == rank - 1 ? name : node.Add(new Transposition($"{part}.back", name, $"{part}.returned", swap));
    }
}
