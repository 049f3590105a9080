using HwGen.Core.Errors;

namespace HwGen.Core.MemoryFiles;

/// <summary>Bytes and nothing else: word 0 first, each word in whole little-endian bytes.</summary>
public sealed class RawFormat : MemoryFormat
{
    public override string Extension => "bin";

    public override string Purpose => "DMA, flash at an offset";

    public override byte[] Write(MemoryWords words) => words.Bytes.ToArray();

    public override MemoryWords Read(ReadOnlySpan<byte> file, MemoryShape shape, string where)
    {
        if (file.Length != shape.Depth * shape.WordBytes)
            throw new InputException(where, $"{file.Length} bytes, must be {shape.Depth * shape.WordBytes}: {shape.Depth} words of {shape.WordBytes} bytes");
        WholeBytes.Require(file, shape, where);
        return new MemoryWords(shape, file.ToArray());
    }
}
