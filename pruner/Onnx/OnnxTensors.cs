using System.Runtime.InteropServices;
using DataType = HwGen.Pruner.Onnx.TensorProto.Types.DataType;

namespace HwGen.Pruner.Onnx;

/// <summary>Tensors of an ONNX file: raw bytes or typed fields.</summary>
internal static class OnnxTensors
{
    /// <param name="tensor">as it stands in the file</param>
    /// <param name="problem">what is wrong, where null comes back</param>
    public static OnnxConstant? Read(TensorProto tensor, out string problem)
    {
        problem = "";
        if (tensor.DataLocation == TensorProto.Types.DataLocation.External)
            problem = "its data is in another file, must be inside the model";
        else if (tensor.Dims.Any(d => d is < 0 or > int.MaxValue))
            problem = $"dimensions {string.Join(" x ", tensor.Dims)}, must be 0 to {int.MaxValue} each";
        if (problem.Length > 0)
            return null;
        var values = Values(tensor);
        if (values is null)
        {
            problem = $"element type {(DataType)tensor.DataType}, must be Float, Float16, Double, Int8, Uint8, Int32, Int64 or Bool";
            return null;
        }

        int[] shape = [.. tensor.Dims.Select(d => (int)d)];
        if (shape.Aggregate(1L, (count, d) => Math.Min(int.MaxValue, count) * d) == values.Length)
            return new OnnxConstant(values, shape) { Type = (DataType)tensor.DataType };
        problem = $"{values.Length} numbers, must be {string.Join(" x ", shape)}";
        return null;
    }

    private static double[]? Values(TensorProto tensor)
    {
        var raw = tensor.RawData.Span;
        return (DataType)tensor.DataType switch
        {
            DataType.Float => raw.Length > 0 ? Array.ConvertAll(Cast<float>(raw), v => (double)v) : [.. tensor.FloatData.Select(v => (double)v)],
            DataType.Float16 => raw.Length > 0
                ? Array.ConvertAll(Cast<Half>(raw), v => (double)v)
                : [.. tensor.Int32Data.Select(v => (double)BitConverter.UInt16BitsToHalf((ushort)v))],
            DataType.Double => raw.Length > 0 ? Cast<double>(raw) : [.. tensor.DoubleData],
            DataType.Int64 => raw.Length > 0 ? Array.ConvertAll(Cast<long>(raw), v => (double)v) : [.. tensor.Int64Data.Select(v => (double)v)],
            DataType.Int32 => raw.Length > 0 ? Array.ConvertAll(Cast<int>(raw), v => (double)v) : Int32s(tensor),
            DataType.Int8 => raw.Length > 0 ? Array.ConvertAll(Cast<sbyte>(raw), v => (double)v) : Int32s(tensor),
            DataType.Uint8 or DataType.Bool => raw.Length > 0 ? Array.ConvertAll(raw.ToArray(), v => (double)v) : Int32s(tensor),
            _ => null,
        };
    }

    private static double[] Int32s(TensorProto tensor) => [.. tensor.Int32Data.Select(v => (double)v)];

    private static T[] Cast<T>(ReadOnlySpan<byte> raw)
        where T : struct => MemoryMarshal.Cast<byte, T>(raw).ToArray();
}
