using DataType = HwGen.Pruner.Onnx.TensorProto.Types.DataType;

namespace HwGen.Pruner.Onnx;

/// <summary>What an integer type of a quantized model holds.</summary>
internal static class IntegerRange
{
    /// <summary>Smallest and largest number of a type of 8 or 16 bits; null for all others.</summary>
    public static (int Low, int High)? Of(DataType type) => type switch
    {
        DataType.Uint8 => (0, 255),
        DataType.Int8 => (-128, 127),
        DataType.Uint16 => (0, 65535),
        DataType.Int16 => (-32768, 32767),
        _ => null,
    };

    /// <summary>The message for a type that is not read.</summary>
    public static string Refusal(DataType? type) => $"integers of type {type}, must be Uint8, Int8, Uint16 or Int16";
}
