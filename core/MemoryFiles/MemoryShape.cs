namespace HwGen.Core.MemoryFiles;

/// <summary>A memory that a file fills.</summary>
/// <param name="Name">tiles, lists, requantize or weights</param>
/// <param name="Width">bits of a word</param>
/// <param name="Depth">number of words</param>
public sealed record MemoryShape(string Name, int Width, int Depth)
{
    /// <summary>Bytes of a word where files store it in whole bytes.</summary>
    public int WordBytes => (Width + 7) / 8;

    /// <summary>Hexadecimal digits of a word.</summary>
    public int Digits => (Width + 3) / 4;
}
