using System.Text;
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
    public string ToReadmemh()
    {
        var text = new StringBuilder(Words * ((WordWidth / 4) + 2));
        int digits = (WordWidth + 3) / 4;
        for (int word = 0; word < Words; word++)
        {
            for (int digit = digits - 1; digit >= 0; digit--)
            {
                int width = Math.Min(4, WordWidth - (4 * digit));
                text.Append("0123456789abcdef"[(int)Bits.Get(((long)word * WordWidth) + (4 * digit), width)]);
            }

            text.Append('\n');
        }

        return text.ToString();
    }
}
