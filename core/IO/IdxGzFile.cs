using System.Buffers.Binary;
using System.IO.Compression;

namespace HwGen.Core.IO;

/// <summary>Reads idx files of unsigned bytes, gzipped or not: the format of MNIST and Fashion-MNIST.</summary>
public static class IdxGzFile
{
    private const byte UnsignedByte = 0x08;

    public static Tensor<byte> Read(string path)
    {
        var file = IoErrors.ReadAllBytes(path);
        return Parse(file is [0x1f, 0x8b, ..] ? Unzip(file, path) : file, path);
    }

    /// <param name="file">the whole file, unzipped</param>
    /// <param name="source">how messages name it</param>
    public static Tensor<byte> Parse(ReadOnlySpan<byte> file, string source)
    {
        if (file.Length < 4 || file[0] != 0 || file[1] != 0)
            throw IoErrors.Refuse(source, "no idx header", "a file that starts with 00 00 08 and the number of dimensions");
        if (file[2] != UnsignedByte)
            throw IoErrors.Refuse(source, $"idx element type 0x{file[2]:x2}", "0x08 (unsigned bytes)");
        int rank = file[3];
        var start = 4 + (4 * rank);
        if (rank == 0 || file.Length < start)
            throw IoErrors.Refuse(source, $"{rank} dimensions in {file.Length} bytes", $"1 or more dimensions and {start} bytes of header");
        var shape = new int[rank];
        long count = 1;
        for (var i = 0; i < rank; i++)
        {
            var dimension = BinaryPrimitives.ReadUInt32BigEndian(file[(4 + (4 * i))..]);
            count = Math.Min(count, int.MaxValue) * dimension;
            if (count > int.MaxValue || dimension > int.MaxValue)
                throw IoErrors.Refuse(source, $"dimension {dimension}", $"at most {int.MaxValue} numbers in all");
            shape[i] = (int)dimension;
        }

        return file.Length - start == count
            ? new Tensor<byte>(file[start..].ToArray(), shape)
            : throw IoErrors.Refuse(source, $"{file.Length - start} bytes of numbers", $"{count} for {Tensor<byte>.Describe(shape)}");
    }

    private static byte[] Unzip(byte[] file, string path)
    {
        try
        {
            using var gzip = new GZipStream(new MemoryStream(file), CompressionMode.Decompress);
            using var bytes = new MemoryStream();
            gzip.CopyTo(bytes);
            return bytes.ToArray();
        }
        catch (InvalidDataException e)
        {
            throw IoErrors.Refuse(path, $"damaged gzip data ({e.Message})", "an idx file, gzipped or not");
        }
    }
}
