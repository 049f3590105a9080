using System.Globalization;
using System.Text;
using HwGen.Core.Errors;

namespace HwGen.Core.MemoryFiles;

/// <summary>The lines of a text file of words: ASCII, each line ended by LF, read one after the other.</summary>
internal sealed class TextLines
{
    private readonly string[] lines;
    private readonly string where;

    public TextLines(ReadOnlySpan<byte> file, string where)
    {
        this.where = where;
        int strange = file.IndexOfAnyExcept(Allowed);
        if (strange >= 0)
            throw new InputException($"{where}:{1 + file[..strange].Count((byte)'\n')}", $"byte 0x{file[strange]:X2}, must be ASCII text with LF line ends");
        if (file.Length > 0 && file[^1] != '\n')
            throw new InputException(where, "the last line has no line end: some tools read its word as 0");
        lines = Encoding.ASCII.GetString(file).Split('\n')[..^1];
    }

    /// <summary>Lines read so far, that is the number of the line read last.</summary>
    public int Number { get; private set; }

    public bool AtEnd => Number == lines.Length;

    private static System.Buffers.SearchValues<byte> Allowed { get; } =
        System.Buffers.SearchValues.Create([(byte)'\n', (byte)'\t', .. Enumerable.Range(32, 95).Select(code => (byte)code)]);

    /// <summary>The next line.</summary>
    /// <param name="what">what it should be, for the message at the end of the file</param>
    public string Next(string what) => AtEnd
        ? throw new InputException($"{where}:{Number + 1}", $"the file ends, must go on with {what}")
        : lines[Number++];

    /// <summary>The next line must be this one.</summary>
    public void Expect(string line)
    {
        string found = Next(line);
        if (found != line)
            throw Refusal($"\"{found}\"", $"\"{line}\"");
    }

    public void ExpectEnd(MemoryShape shape)
    {
        if (!AtEnd)
            throw new InputException($"{where}:{Number + 1}", $"more lines, must end after {shape.Depth} words");
    }

    /// <summary>The bytes of a word from its hexadecimal digits.</summary>
    public void Parse(ReadOnlySpan<char> digits, MemoryShape shape, Span<byte> word)
    {
        if (digits.Length != shape.Digits || digits.ContainsAnyExcept("0123456789abcdefABCDEF"))
            throw Refusal($"\"{digits}\"", $"{shape.Digits} hexadecimal digits");
        for (int place = 0; place < word.Length; place++)
        {
            int end = digits.Length - (2 * place);
            word[place] = byte.Parse(digits[Math.Max(0, end - 2)..end], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        }

        if (shape.Width % 8 != 0 && word[^1] >> (shape.Width % 8) != 0)
            throw Refusal($"\"{digits}\"", $"a word of {shape.Width} bits");
    }

    public InputException Refusal(string found, string allowed) => new($"{where}:{Number}", $"{found}, must be {allowed}");
}
