using System.Globalization;

namespace HwGen.Cli.Bitstreams;

/// <summary>Contents of one block RAM of an iCE40: 256 words of 16 bits, as 16 lines of an .asc file, word 0 in the last digits of the first.</summary>
/// <param name="X">its place on the part</param>
/// <param name="Y">its place on the part</param>
/// <param name="Words">[256]</param>
public sealed record RamBlock(int X, int Y, ushort[] Words)
{
    /// <summary>Lines in the file.</summary>
    public const int Lines = 16;

    /// <summary>Bits of a word.</summary>
    public const int Width = 16;

    private const int WordsPerLine = 16;
    private const int Digits = 4;

    /// <summary>Reads the lines.</summary>
    /// <returns>null if they are not 64 hexadecimal digits each</returns>
    public static ushort[]? Parse(ReadOnlySpan<string> lines)
    {
        ushort[] words = new ushort[ColumnBits.Length];
        for (int word = 0; word < words.Length; word++)
        {
            string line = lines[word / WordsPerLine];
            if (line.Length != WordsPerLine * Digits || !ushort.TryParse(
                line.AsSpan()[^(Digits * ((word % WordsPerLine) + 1))..][..Digits], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out words[word]))
                return null;
        }

        return words;
    }

    /// <summary>The lines again.</summary>
    public IEnumerable<string> Print() =>
        Words.Chunk(WordsPerLine).Select(line => string.Concat(line.Reverse().Select(word => word.ToString("x4", CultureInfo.InvariantCulture))));

    /// <summary>One bit of every word.</summary>
    public ColumnBits Column(int bit) => ColumnBits.Of(word => (Words[word] >> bit & 1) != 0);

    /// <summary>The same block with other columns.</summary>
    /// <param name="columns">by bit; the bits that it does not name stay</param>
    public RamBlock With(IReadOnlyDictionary<int, ColumnBits> columns)
    {
        ushort[] words = [.. Words];
        foreach ((int bit, ColumnBits column) in columns)
        {
            for (int word = 0; word < words.Length; word++)
                words[word] = (ushort)((words[word] & ~(1 << bit)) | (column[word] ? 1 << bit : 0));
        }

        return this with { Words = words };
    }
}
