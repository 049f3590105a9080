using System.Collections.Immutable;
using HwGen.Core.Errors;

namespace HwGen.Core.MemoryFiles;

/// <summary>A file format for the words of a memory. The reader takes exactly what the writer writes of that format's grammar and refuses what
/// tools would take wrongly without a word: wrong depth, width, digits, checksums, order.</summary>
public abstract class MemoryFormat
{
    /// <summary>All formats.</summary>
    public static ImmutableArray<MemoryFormat> All { get; } =
        [new ReadmemhFormat(), new CoeFormat(), new MifFormat(), new IntelHexFormat(), new CHeaderFormat(), new RawFormat(), new NpyFormat()];

    /// <summary>File extension without a dot, which also names the format.</summary>
    public abstract string Extension { get; }

    /// <summary>What reads it, in a few words.</summary>
    public abstract string Purpose { get; }

    /// <summary>The file's bytes.</summary>
    public abstract byte[] Write(MemoryWords words);

    /// <summary>Reads a file.</summary>
    /// <param name="file">all its bytes</param>
    /// <param name="shape">what it must hold</param>
    /// <param name="where">what messages call it</param>
    /// <exception cref="InputException">the first place where it is not as it must be</exception>
    public abstract MemoryWords Read(ReadOnlySpan<byte> file, MemoryShape shape, string where);
}
