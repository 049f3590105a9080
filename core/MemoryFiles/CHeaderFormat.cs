using System.Buffers.Binary;
using System.Text;
using HwGen.Core.Errors;
using HwGen.Core.Image;

namespace HwGen.Core.MemoryFiles;

/// <summary>C99 header with one array of <c>uint32_t</c>: each word in whole 32-bit elements, the lowest first; its depth, width and CRC-32 as macros.</summary>
public sealed class CHeaderFormat : MemoryFormat
{
    private const int PerLine = 8;

    public override string Extension => "h";

    public override string Purpose => "C: const uint32_t array";

    public override byte[] Write(MemoryWords words)
    {
        uint[] elements = Elements(words);
        var text = new StringBuilder(string.Concat(Head(words.Shape, elements).Select(line => line + "\n")));
        for (int i = 0; i < elements.Length; i += PerLine)
            text.Append("    ").AppendJoin(' ', elements.Skip(i).Take(PerLine).Select(element => $"0x{element:X8}u,")).Append('\n');
        return Encoding.ASCII.GetBytes(text.Append("};\n\n#endif\n").ToString());
    }

    public override MemoryWords Read(ReadOnlySpan<byte> file, MemoryShape shape, string where)
    {
        var lines = new TextLines(file, where);
        int perWord = PerWord(shape);
        uint[] elements = new uint[shape.Depth * perWord];
        int start = Head(shape, elements).Length;
        string[] head = [.. Enumerable.Range(0, start).Select(_ => lines.Next("the head of the array"))];
        for (int i = 0; i < elements.Length; i += PerLine)
        {
            string[] row = lines.Next($"element {i} of {elements.Length}").Trim().Split(' ');
            if (row.Length != Math.Min(PerLine, elements.Length - i))
                throw lines.Refusal($"{row.Length} elements", $"{Math.Min(PerLine, elements.Length - i)} in this line");
            for (int j = 0; j < row.Length; j++)
                elements[i + j] = Element(row[j], lines);
        }

        lines.Expect("};");
        lines.Expect("");
        lines.Expect("#endif");
        lines.ExpectEnd(shape);
        string[] expected = Head(shape, elements);
        int wrong = Enumerable.Range(0, start).FirstOrDefault(i => head[i] != expected[i], -1);
        if (wrong >= 0)
            throw new InputException($"{where}:{wrong + 1}", $"\"{head[wrong]}\", must be \"{expected[wrong]}\"");
        return Words(elements, shape, where);
    }

    private static string[] Head(MemoryShape shape, uint[] elements)
    {
        byte[] bytes = new byte[4 * elements.Length];
        for (int i = 0; i < elements.Length; i++)
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4 * i), elements[i]);
        string upper = $"HWGEN_{shape.Name.ToUpperInvariant()}";
        return
        [
            $"#ifndef {upper}_H",
            $"#define {upper}_H",
            "",
            "#include <stdint.h>",
            "",
            $"#define {upper}_DEPTH {shape.Depth}u",
            $"#define {upper}_WIDTH {shape.Width}u",
            $"#define {upper}_ELEMENTS_PER_WORD {PerWord(shape)}u",
            $"#define {upper}_CRC32 0x{Crc32.Of(bytes):X8}u  /* of the elements as little-endian bytes */",
            "",
            $"static const uint32_t hwgen_{shape.Name}[{elements.Length}] = {{",
        ];
    }

    private static int PerWord(MemoryShape shape) => (shape.Width + 31) / 32;

    private static uint Element(string text, TextLines lines) =>
        text.Length == 12 && text.StartsWith("0x", StringComparison.Ordinal) && text.EndsWith("u,", StringComparison.Ordinal)
        && uint.TryParse(text.AsSpan(2, 8), System.Globalization.NumberStyles.AllowHexSpecifier, null, out uint element)
            ? element
            : throw lines.Refusal($"\"{text}\"", "0x, eight hexadecimal digits, u, comma");

    private static uint[] Elements(MemoryWords words)
    {
        int perWord = PerWord(words.Shape);
        uint[] elements = new uint[words.Shape.Depth * perWord];
        for (int word = 0; word < words.Shape.Depth; word++)
        {
            ReadOnlySpan<byte> bytes = words.Word(word);
            for (int i = 0; i < bytes.Length; i++)
                elements[(word * perWord) + (i / 4)] |= (uint)bytes[i] << (8 * (i % 4));
        }

        return elements;
    }

    private static MemoryWords Words(uint[] elements, MemoryShape shape, string where)
    {
        int perWord = PerWord(shape);
        byte[] bytes = new byte[shape.Depth * shape.WordBytes];
        for (int word = 0; word < shape.Depth; word++)
        {
            for (int i = 0; i < 4 * perWord; i++)
            {
                byte value = (byte)(elements[(word * perWord) + (i / 4)] >> (8 * (i % 4)));
                if (i < shape.WordBytes)
                    bytes[(word * shape.WordBytes) + i] = value;
                else if (value != 0)
                    throw new InputException(where, $"word {word} has bits above its width, must have {shape.Width}");
            }
        }

        WholeBytes.Require(bytes, shape, where);
        return new MemoryWords(shape, bytes);
    }
}
