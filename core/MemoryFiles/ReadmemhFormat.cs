using System.Text;

namespace HwGen.Core.MemoryFiles;

/// <summary>Text for Verilog's <c>$readmemh</c>: exactly as many lines as the memory has words, one word a line, all digits, LF, no comments.</summary>
/// <remarks>Whatever else the grammar allows some tool reads otherwise: a missing last line end, '#', 0x, '@' out of order, words too wide.</remarks>
public sealed class ReadmemhFormat : MemoryFormat
{
    public override string Extension => "mem";

    public override string Purpose => "$readmemh of Verilog, XPM";

    public override byte[] Write(MemoryWords words)
    {
        var text = new StringBuilder(words.Shape.Depth * (words.Shape.Digits + 1));
        for (int word = 0; word < words.Shape.Depth; word++)
            text.Append(words.Hex(word).ToLowerInvariant()).Append('\n');
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    public override MemoryWords Read(ReadOnlySpan<byte> file, MemoryShape shape, string where)
    {
        var lines = new TextLines(file, where);
        byte[] bytes = new byte[shape.Depth * shape.WordBytes];
        for (int word = 0; word < shape.Depth; word++)
            lines.Parse(lines.Next($"word {word} of {shape.Depth}"), shape, bytes.AsSpan(word * shape.WordBytes, shape.WordBytes));
        lines.ExpectEnd(shape);
        return new MemoryWords(shape, bytes);
    }
}
