using HwGen.Core.IO;
using DataType = HwGen.Pruner.Onnx.TensorProto.Types.DataType;

namespace HwGen.Pruner.Onnx;

/// <summary>A tensor that is known when the file is read: weights, or integers such as the target of a Reshape.</summary>
/// <param name="Values">in memory order; integers are exact to 53 bits</param>
/// <param name="Shape">empty for a single number</param>
public sealed record OnnxConstant(double[] Values, int[] Shape)
{
    /// <summary>Type of the elements.</summary>
    public DataType Type { get; init; } = DataType.Float;

    /// <summary>Where the numbers were integers before (QDQ): what one step of them stands for; null for all others.</summary>
    internal ConstantScales? Scales { get; init; }

    /// <summary>Numbers without a fraction; their quotients have none either.</summary>
    public bool IsInteger => Type is not (DataType.Float or DataType.Float16 or DataType.Double or DataType.Bfloat16);

    /// <summary>Integers in one dimension.</summary>
    public static OnnxConstant Of(params long[] values) =>
        new(Array.ConvertAll(values, v => (double)v), [values.Length]) { Type = DataType.Int64 };

    public Tensor<float> ToFloats() => new(Array.ConvertAll(Values, v => (float)v), Shape);

    public long[] ToIntegers() => Array.ConvertAll(Values, v => (long)v);
}
