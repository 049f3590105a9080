using System.Text;
using HwGen.Core.MemoryFiles;
using HwGen.Core.Numerics;

namespace HwGen.Core.Image;

/// <summary>What one memory of the array holds once an image is loaded at its start.</summary>
/// <param name="Name">tiles, lists, requantize or weights</param>
/// <param name="WordWidth">bits of a word</param>
/// <param name="Words">number of words that the image fills</param>
/// <param name="Depth">number of words that the memory has</param>
/// <param name="Bits">the words without gaps</param>
public sealed record MemoryContent(string Name, int WordWidth, int Words, int Depth, PackedBits Bits)
{
    /// <summary>Text for <c>$readmemh</c>: one word a line in hexadecimal, all digits written.</summary>
    public string ToReadmemh() => Encoding.ASCII.GetString(new ReadmemhFormat().Write(MemoryWords.Of(this, Words)));
}
