using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Onnx.Folding;

/// <summary>Scales and zero points of a constant, real = (integer - zero point) * scale: one for all numbers, or one for each entry of a dimension.</summary>
internal sealed class LinearScales
{
    private readonly double[] _scales;
    private readonly double[]? _zeros;
    private readonly int _inner;

    private LinearScales(double[] scales, double[]? zeros, int inner, int axis)
    {
        (_scales, _zeros, _inner) = (scales, zeros, inner);
        OfConstant = new ConstantScales(scales, axis);
    }

    /// <summary>The scales alone.</summary>
    public ConstantScales OfConstant { get; }

    /// <param name="node">QuantizeLinear or DequantizeLinear</param>
    /// <param name="inputs">numbers, scales, and zero points if they are not 0</param>
    /// <exception cref="ShapeException">they do not fit each other</exception>
    public static LinearScales Of(OnnxNode node, IReadOnlyList<OnnxConstant?> inputs)
    {
        var (shape, scales, zeros) = (inputs[0]!.Shape, inputs[1]!.Values, inputs.Count > 2 ? inputs[2]?.Values : null);
        var axis = node.Integer("axis", 1);
        if (scales.Length == 1)
            return new LinearScales(scales, zeros?[..1], 1, 0);
        var place = ConstantAxes.Resolve(axis, shape.Length);
        if (scales.Length != shape[place] || (zeros is not null && zeros.Length != scales.Length))
            throw new ShapeException($"{scales.Length} scales and {zeros?.Length ?? scales.Length} zero points, must be 1 or {shape[place]}");
        return new LinearScales(scales, zeros, shape[(place + 1)..].Aggregate(1, (count, d) => count * d), place);
    }

    /// <summary>A function of each number, its scale and its zero point.</summary>
    public double[] Apply(double[] numbers, Func<double, double, double, double> function)
    {
        var results = new double[numbers.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            var entry = i / _inner % _scales.Length;
            results[i] = function(numbers[i], _scales[entry], _zeros?[entry] ?? 0);
        }

        return results;
    }
}
