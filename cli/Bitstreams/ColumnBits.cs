namespace HwGen.Cli.Bitstreams;

/// <summary>One bit of each of the 256 words of a block RAM, word 0 lowest.</summary>
/// <param name="Words0">of words 0 to 63</param>
/// <param name="Words64">of words 64 to 127</param>
/// <param name="Words128">of words 128 to 191</param>
/// <param name="Words192">of words 192 to 255</param>
public readonly record struct ColumnBits(ulong Words0, ulong Words64, ulong Words128, ulong Words192)
{
    /// <summary>Number of words.</summary>
    public const int Length = 256;

    /// <summary>Collects the bits.</summary>
    /// <param name="bit">of a word, 0 to 255</param>
    public static ColumnBits Of(Func<int, bool> bit)
    {
        Span<ulong> parts = stackalloc ulong[4];
        for (int word = 0; word < Length; word++)
            parts[word / 64] |= (bit(word) ? 1UL : 0) << (word % 64);
        return new ColumnBits(parts[0], parts[1], parts[2], parts[3]);
    }

    /// <summary>The bit of a word.</summary>
    public bool this[int word] => ((word / 64) switch { 0 => Words0, 1 => Words64, 2 => Words128, _ => Words192 } >> (word % 64) & 1) != 0;
}
