using System.Runtime.InteropServices;

namespace HwGen.Core.IO;

/// <summary>The element types of NumPy that are read, little-endian; all but half precision are written, too.</summary>
internal static class NpyElements
{
    public const string Allowed = "|i1, |u1, |b1, <i2, <u2, <i4, <i8, <f2, <f4, <f8";

    /// <returns>bytes of an element, 0 where the type is not supported</returns>
    public static int SizeOf(string descriptor) => descriptor switch
    {
        "|i1" or "|u1" or "|b1" => 1,
        "<i2" or "<u2" or "<f2" => 2,
        "<i4" or "<f4" => 4,
        "<i8" or "<f8" => 8,
        _ => 0,
    };

    public static string DescriptorOf(Type type) =>
        type == typeof(sbyte) ? "|i1"
        : type == typeof(byte) ? "|u1"
        : type == typeof(bool) ? "|b1"
        : type == typeof(short) ? "<i2"
        : type == typeof(ushort) ? "<u2"
        : type == typeof(int) ? "<i4"
        : type == typeof(long) ? "<i8"
        : type == typeof(float) ? "<f4"
        : type == typeof(double) ? "<f8"
        : throw new ArgumentException($"{type.Name} has no .npy element type; allowed are {Allowed}", nameof(type));

    public static Array Decode(string descriptor, ReadOnlySpan<byte> data) => descriptor switch
    {
        "|i1" => MemoryMarshal.Cast<byte, sbyte>(data).ToArray(),
        "<i2" => MemoryMarshal.Cast<byte, short>(data).ToArray(),
        "<u2" => MemoryMarshal.Cast<byte, ushort>(data).ToArray(),
        "<i4" => MemoryMarshal.Cast<byte, int>(data).ToArray(),
        "<i8" => MemoryMarshal.Cast<byte, long>(data).ToArray(),
        "<f2" => Array.ConvertAll(MemoryMarshal.Cast<byte, Half>(data).ToArray(), v => (float)v),
        "<f4" => MemoryMarshal.Cast<byte, float>(data).ToArray(),
        "<f8" => MemoryMarshal.Cast<byte, double>(data).ToArray(),
        _ => data.ToArray(),
    };

    /// <summary>Column-major (Fortran) bytes in row-major order.</summary>
    public static byte[] FromFortran(ReadOnlySpan<byte> data, int[] shape, int size)
    {
        var result = new byte[data.Length];
        var position = new int[shape.Length];
        for (var target = 0; target < data.Length / size; target++)
        {
            long source = 0;
            for (var axis = shape.Length - 1; axis >= 0; axis--)
                source = (source * shape[axis]) + position[axis];
            data.Slice((int)source * size, size).CopyTo(result.AsSpan(target * size));
            for (var axis = shape.Length - 1; axis >= 0 && ++position[axis] == shape[axis]; axis--)
                position[axis] = 0;
        }

        return result;
    }
}
