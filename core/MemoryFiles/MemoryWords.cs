using HwGen.Core.Image;

namespace HwGen.Core.MemoryFiles;

/// <summary>All words of a memory.</summary>
/// <param name="Shape">name, width and depth</param>
/// <param name="Bytes">word after word, each in <see cref="MemoryShape.WordBytes"/> little-endian bytes; bits above the width are 0</param>
public sealed record MemoryWords(MemoryShape Shape, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>One word, little-endian.</summary>
    public ReadOnlySpan<byte> Word(int index) => Bytes.Span.Slice(index * Shape.WordBytes, Shape.WordBytes);

    /// <summary>One word as hexadecimal digits, all of them, the most significant first, in capitals.</summary>
    public string Hex(int index)
    {
        Span<byte> word = stackalloc byte[Shape.WordBytes];
        Word(index).CopyTo(word);
        word.Reverse();
        return Convert.ToHexString(word)[^Shape.Digits..];
    }

    /// <summary>The words of a memory of an image, filled up with zeros.</summary>
    /// <param name="content">what the image puts there</param>
    /// <param name="depth">words of the file, at least those of the image</param>
    public static MemoryWords Of(MemoryContent content, int depth)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(depth, content.Words);
        var shape = new MemoryShape(content.Name, content.WordWidth, depth);
        byte[] bytes = new byte[checked(depth * shape.WordBytes)];
        for (int word = 0; word < content.Words; word++)
        {
            for (int bit = 0; bit < shape.Width; bit += 8)
                bytes[(word * shape.WordBytes) + (bit / 8)] = (byte)content.Bits.Get(((long)word * shape.Width) + bit, Math.Min(8, shape.Width - bit));
        }

        return new MemoryWords(shape, bytes);
    }
}
