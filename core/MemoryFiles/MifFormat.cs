using System.Text;

namespace HwGen.Core.MemoryFiles;

/// <summary>Intel memory initialization file: the four keys, then one word a line with its address.</summary>
/// <remarks>Addresses count words. Source: Quartus help, "Memory Initialization File".</remarks>
public sealed class MifFormat : MemoryFormat
{
    public override string Extension => "mif";

    public override string Purpose => "Quartus";

    public override byte[] Write(MemoryWords words)
    {
        var text = new StringBuilder(string.Concat(Head(words.Shape).Select(line => line + "\n")));
        for (int word = 0; word < words.Shape.Depth; word++)
            text.Append($"{Address(word)}{words.Hex(word)};\n");
        return Encoding.ASCII.GetBytes(text.Append("END;\n").ToString());
    }

    public override MemoryWords Read(ReadOnlySpan<byte> file, MemoryShape shape, string where)
    {
        var lines = new TextLines(file, where);
        foreach (string line in Head(shape))
            lines.Expect(line);
        byte[] bytes = new byte[shape.Depth * shape.WordBytes];
        for (int word = 0; word < shape.Depth; word++)
        {
            string line = lines.Next($"word {word} of {shape.Depth}");
            string address = Address(word);
            if (!line.StartsWith(address, StringComparison.OrdinalIgnoreCase) || !line.EndsWith(';'))
                throw lines.Refusal($"\"{line}\"", $"\"{address}...;\"");
            lines.Parse(line.AsSpan()[address.Length..^1], shape, bytes.AsSpan(word * shape.WordBytes, shape.WordBytes));
        }

        lines.Expect("END;");
        lines.ExpectEnd(shape);
        return new MemoryWords(shape, bytes);
    }

    private static string[] Head(MemoryShape shape) =>
        [$"DEPTH = {shape.Depth};", $"WIDTH = {shape.Width};", "ADDRESS_RADIX = HEX;", "DATA_RADIX = HEX;", "CONTENT BEGIN"];

    private static string Address(int word) => $"{word:X} : ";
}
