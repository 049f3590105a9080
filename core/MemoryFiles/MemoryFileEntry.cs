namespace HwGen.Core.MemoryFiles;

/// <summary>One file of an export, as its manifest lists it.</summary>
/// <param name="File">name in the folder</param>
/// <param name="Memory">tiles, lists, requantize or weights</param>
/// <param name="Format">a <see cref="MemoryFormat.Extension"/></param>
/// <param name="Width">bits of a word</param>
/// <param name="Depth">words in the file</param>
/// <param name="UsedWords">words that the image fills, the rest is 0</param>
/// <param name="Crc32">of the file's bytes, eight hexadecimal digits</param>
public sealed record MemoryFileEntry(string File, string Memory, string Format, int Width, int Depth, int UsedWords, string Crc32);
