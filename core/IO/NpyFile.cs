using System.Runtime.InteropServices;

namespace HwGen.Core.IO;

/// <summary>Reads and writes .npy files.</summary>
/// <remarks>Read: |i1 |u1 |b1 &lt;i2 &lt;u2 &lt;i4 &lt;i8 &lt;f4 &lt;f8, C and Fortran order, versions 1 to 3. Written: version 1, C order; the
/// same numbers give the same bytes.</remarks>
public static class NpyFile
{
    public static NpyArray Read(string path) => Parse(IoErrors.ReadAllBytes(path), path);

    /// <param name="file">the whole file</param>
    /// <param name="source">how messages name it</param>
    public static NpyArray Parse(ReadOnlySpan<byte> file, string source)
    {
        var header = NpyHeader.Parse(file, source);
        var data = file[header.Length..];
        if (data.Length != header.DataBytes)
            throw IoErrors.Refuse(source, $"{data.Length} bytes of numbers", $"{header.DataBytes} for {header.Descriptor} {Tensor<int>.Describe(header.Shape)}");
        if (header.IsFortran)
            data = NpyElements.FromFortran(data, header.Shape, NpyElements.SizeOf(header.Descriptor));
        return new NpyArray(source, header.Descriptor, header.Shape, NpyElements.Decode(header.Descriptor, data));
    }

    public static void Write<T>(string path, Tensor<T> tensor)
        where T : struct => File.WriteAllBytes(path, Format(tensor));

    /// <returns>the file's bytes</returns>
    public static byte[] Format<T>(Tensor<T> tensor)
        where T : struct =>
        [.. NpyHeader.Format(NpyElements.DescriptorOf(typeof(T)), tensor.Shape), .. MemoryMarshal.AsBytes<T>(tensor.Values)];
}
