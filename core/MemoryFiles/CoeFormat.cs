using System.Text;

namespace HwGen.Core.MemoryFiles;

/// <summary>Xilinx coefficient file: radix 16, the vector last, one word a line.</summary>
/// <remarks>Source: UG896. Text behind a semicolon is a comment to Vivado, so the one after the last word ends the file.</remarks>
public sealed class CoeFormat : MemoryFormat
{
    private const string Radix = "memory_initialization_radix=16;";
    private const string Vector = "memory_initialization_vector=";

    public override string Extension => "coe";

    public override string Purpose => "Block Memory Generator of Vivado";

    public override byte[] Write(MemoryWords words)
    {
        var text = new StringBuilder($"{Radix}\n{Vector}\n");
        for (int word = 0; word < words.Shape.Depth; word++)
            text.Append(words.Hex(word)).Append(word + 1 < words.Shape.Depth ? ",\n" : ";\n");
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    public override MemoryWords Read(ReadOnlySpan<byte> file, MemoryShape shape, string where)
    {
        var lines = new TextLines(file, where);
        lines.Expect(Radix);
        lines.Expect(Vector);
        byte[] bytes = new byte[shape.Depth * shape.WordBytes];
        for (int word = 0; word < shape.Depth; word++)
        {
            string line = lines.Next($"word {word} of {shape.Depth}");
            char end = word + 1 < shape.Depth ? ',' : ';';
            if (!line.EndsWith(end))
                throw lines.Refusal($"\"{line}\"", $"word {word} of {shape.Depth} with '{end}' behind it");
            lines.Parse(line.AsSpan()[..^1], shape, bytes.AsSpan(word * shape.WordBytes, shape.WordBytes));
        }

        lines.ExpectEnd(shape);
        return new MemoryWords(shape, bytes);
    }
}
