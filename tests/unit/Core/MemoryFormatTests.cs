using System.Text;
using HwGen.Core.Errors;
using HwGen.Core.Image;
using HwGen.Core.MemoryFiles;
using HwGen.Core.Numerics;

namespace HwGen.Tests.Unit.Core;

/// <summary>Each format gives its words back and refuses what tools would take wrongly.</summary>
public sealed class MemoryFormatTests
{
    public static TheoryData<string, int, int> Shapes()
    {
        var data = new TheoryData<string, int, int>();
        foreach (MemoryFormat format in MemoryFormat.All)
        {
            foreach ((int width, int depth) in new[] { (1, 1), (4, 3), (7, 5), (8, 8), (20, 9), (33, 17), (64, 4), (396, 11), (2048, 300) })
                data.Add(format.Extension, width, depth);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Words_are_given_back(string format, int width, int depth)
    {
        MemoryWords words = Random(width, depth);
        byte[] file = Format(format).Write(words);

        Assert.Equal(words.Bytes.ToArray(), Format(format).Read(file, words.Shape, "file").Bytes.ToArray());
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_changed_character_is_refused_or_changes_the_words(string format, int width, int depth)
    {
        MemoryWords words = Random(width, depth);
        byte[] file = Format(format).Write(words);
        var random = new Random(1);
        for (int i = 0; i < 100; i++)
        {
            byte[] changed = [.. file];
            int place = random.Next(format == "npy" ? file.Length - words.Bytes.Length : 0, file.Length);
            changed[place] = (byte)random.Next(256);
            bool isSame = false;
            try
            {
                isSame = words.Bytes.Span.SequenceEqual(Format(format).Read(changed, words.Shape, "file").Bytes.Span);
            }
            catch (InputException)
            {
            }

            // Digits mean the same as capitals and as small letters.
            Assert.False(isSame && char.ToUpperInvariant((char)changed[place]) != char.ToUpperInvariant((char)file[place]), $"byte {place} from {file[place]} to {changed[place]}");
        }
    }

    [Fact]
    public void Each_format_looks_as_its_tools_have_it()
    {
        var words = new MemoryWords(new MemoryShape("weights", 12, 3), new byte[] { 0xBC, 0x0A, 0x01, 0x00, 0xFF, 0x0F });

        Assert.Equal("abc\n001\nfff\n", Text("mem", words));
        Assert.Equal("memory_initialization_radix=16;\nmemory_initialization_vector=\nABC,\n001,\nFFF;\n", Text("coe", words));
        Assert.Equal("DEPTH = 3;\nWIDTH = 12;\nADDRESS_RADIX = HEX;\nDATA_RADIX = HEX;\nCONTENT BEGIN\n0 : ABC;\n1 : 001;\n2 : FFF;\nEND;\n", Text("mif", words));
        Assert.Equal(":06000000BC0A0100FF0F25\n:00000001FF\n", Text("ihex", words));
        Assert.Contains("static const uint32_t hwgen_weights[3] = {\n    0x00000ABCu, 0x00000001u, 0x00000FFFu,\n};\n", Text("h", words), StringComparison.Ordinal);
        Assert.Equal(words.Bytes.ToArray(), Format("bin").Write(words));
        Assert.Equal(words.Bytes.ToArray(), Format("npy").Write(words)[^6..]);
    }

    [Theory]
    [InlineData("mem", "abc\n001\nfff", "file: the last line has no line end: some tools read its word as 0")]
    [InlineData("mem", "abc\r\n001\r\nfff\r\n", "file:1: byte 0x0D, must be ASCII text with LF line ends")]
    [InlineData("mem", "abc\n001\n", "file:3: the file ends, must go on with word 2 of 3")]
    [InlineData("mem", "abc\n001\nfff\n000\n", "file:4: more lines, must end after 3 words")]
    [InlineData("mem", "# head\n001\nfff\n", "file:1: \"# head\", must be 3 hexadecimal digits")]
    [InlineData("mem", "0xabc\n001\nfff\n", "file:1: \"0xabc\", must be 3 hexadecimal digits")]
    [InlineData("mem", "@0\nabc\n001\nfff\n", "file:1: \"@0\", must be 3 hexadecimal digits")]
    [InlineData("mem", "abc\n0x1\nfff\n", "file:2: \"0x1\", must be 3 hexadecimal digits")]
    [InlineData("coe", "memory_initialization_radix=2;\n", "file:1: \"memory_initialization_radix=2;\", must be \"memory_initialization_radix=16;\"")]
    [InlineData("coe", "memory_initialization_radix=16;\nmemory_initialization_vector=\nABC,\n001;\n", "file:4: \"001;\", must be word 1 of 3 with ',' behind it")]
    [InlineData("mif", "DEPTH = 4;\n", "file:1: \"DEPTH = 4;\", must be \"DEPTH = 3;\"")]
    [InlineData("mif", "DEPTH = 3;\nWIDTH = 12;\nADDRESS_RADIX = HEX;\nDATA_RADIX = HEX;\nCONTENT BEGIN\n1 : ABC;\n", "file:6: \"1 : ABC;\", must be \"0 : ...;\"")]
    [InlineData("ihex", ":06000000BC0A0100FF0F26\n", "file:1: checksum 26, must be 25")]
    [InlineData("ihex", ":06000200BC0A0100FF0F23\n", "file:1: type 0, address 0x0002, must be data at 0x0000: no gaps")]
    [InlineData("ihex", ":00000001FF\n", "file:1: 0 bytes, must be 6: 3 words of 2 bytes")]
    [InlineData("bin", "12345", "file: 5 bytes, must be 6: 3 words of 2 bytes")]
    [InlineData("bin", "1\u0001a\u00311\u0001", "file: word 1 has bits above its width, must have 12")]
    public void What_tools_take_wrongly_is_refused(string format, string file, string message)
    {
        var refused = Assert.Throws<InputException>(() => Format(format).Read(Encoding.UTF8.GetBytes(file), new MemoryShape("weights", 12, 3), "file"));

        Assert.Equal(message, refused.Message);
    }

    [Fact]
    public void A_header_with_another_depth_or_checksum_is_refused()
    {
        var words = new MemoryWords(new MemoryShape("weights", 12, 3), new byte[] { 0xBC, 0x0A, 0x01, 0x00, 0xFF, 0x0F });
        string header = Text("h", words);

        Assert.Equal("file:6: \"#define HWGEN_WEIGHTS_DEPTH 4u\", must be \"#define HWGEN_WEIGHTS_DEPTH 3u\"", Refusal(header.Replace("DEPTH 3u", "DEPTH 4u", StringComparison.Ordinal)));
        Assert.StartsWith("file:9: \"#define HWGEN_WEIGHTS_CRC32 ", Refusal(header.Replace("0x00000001u", "0x00000002u", StringComparison.Ordinal)), StringComparison.Ordinal);

        string Refusal(string text) => Assert.Throws<InputException>(() => Format("h").Read(Encoding.ASCII.GetBytes(text), words.Shape, "file")).Message;
    }

    private static MemoryFormat Format(string extension) => MemoryFormat.All.Single(format => format.Extension == extension);

    private static string Text(string format, MemoryWords words) => Encoding.ASCII.GetString(Format(format).Write(words));

    private static MemoryWords Random(int width, int depth)
    {
        byte[] bytes = new byte[((width * depth) + 7) / 8];
        new Random(width).NextBytes(bytes);
        return MemoryWords.Of(new MemoryContent("weights", width, depth, depth, new PackedBits(bytes)), depth);
    }
}
