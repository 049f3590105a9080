using System.Text;
using HwGen.Cli;
using HwGen.Cli.Bitstreams;
using HwGen.Core.Configuration;
using HwGen.Core.Errors;
using HwGen.Core.Image;
using HwGen.Core.MemoryFiles;
using HwGen.Core.Numerics;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Unit.Cli;

/// <summary>Contents of block RAM in designs that are put together by hand, as Yosys would have: a memory's words a stride apart in a column.</summary>
public sealed class BitstreamTests : IDisposable
{
    private const string Head = ".comment made by hand\n.device 5k\n\n.logic_tile 1 1\n0000\n\n";

    private static readonly MemoryShape Table = new("table", 12, 256);
    private static readonly MemoryShape Odd = new("odd", 5, 768);

    private readonly ScratchFolder scratch = new();

    public void Dispose() => scratch.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void New_contents_take_the_places_of_the_old_ones_and_nothing_else_changes(int stride)
    {
        MemoryWords[] before = [Draw(Table, 1), Draw(Odd, 2)];
        MemoryWords[] after = [Draw(Table, 3), Zeros(Odd)];
        string design = Print([.. Blocks(before[0], 1), .. Blocks(before[1], stride)]);

        PlacedMemories placed = PlacedMemories.Find(AscFile.Parse(design, "design.asc"), before, "design.asc", "memories");

        Assert.Equal(Print([.. Blocks(after[0], 1), .. Blocks(after[1], stride)]), placed.Replace(after).ToString());
        Assert.Equal(design, placed.Replace(before).ToString());
    }

    [Fact]
    public void A_memory_that_is_there_in_part_is_refused()
    {
        MemoryWords[] contents = [Draw(Table, 1), Draw(Odd, 2)];
        List<ushort[]> blocks = [.. Blocks(contents[0], 1), .. Blocks(contents[1], 1)];
        blocks[^1][7] ^= 1 << 3;  // another bit in one word

        Assert.Equal(
            "design.asc: odd: of 3840 bits 256 are not in the design and 0 more than once, must be in it once each",
            Refusal(Print(blocks), contents));
    }

    [Fact]
    public void A_memory_that_is_there_twice_is_refused()
    {
        MemoryWords[] contents = [Draw(Table, 1)];

        Assert.Equal(
            "design.asc: table: of 3072 bits 0 are not in the design and 3072 more than once, must be in it once each",
            Refusal(Print([.. Blocks(contents[0], 1), .. Blocks(contents[0], 1)]), contents));
    }

    [Fact]
    public void A_design_of_other_memories_is_refused() => Assert.Equal(
        "design.asc: holds none of the memories of memories; must be a design that was synthesized with them and with memory.preload",
        Refusal(Print([.. Blocks(Draw(Table, 1), 1)]), [Draw(Table, 2), Draw(Odd, 3)]));

    [Fact]
    public void Contents_that_do_not_tell_places_apart_are_refused()
    {
        const string Advice = ", must be like no other: give the contents that the design was first synthesized with, as hwgen generate and hwgen synth write them";
        MemoryWords[] twice = [Draw(Table, 1), new MemoryWords(Table with { Name = "other" }, Draw(Table, 1).Bytes)];

        Assert.Equal($"memories: bit 0 of the words of table from 0 on is 0 everywhere{Advice}", Refusal(Print([]), [Zeros(Table)]));
        Assert.Equal($"memories: bit 0 of the words of other from 0 on is as in table, bit 0{Advice}", Refusal(Print([]), twice));
    }

    [Theory]
    [InlineData("", "design.asc: has no line \".device\", must be the .asc file of an iCE40 design")]
    [InlineData(".device 5k\n.ram_data 1\n", "design.asc:2: \".ram_data 1\", must be \".ram_data X Y\" and 16 lines of 64 hexadecimal digits")]
    [InlineData(".device 5k\n.ram_data 1 2\n00\n", "design.asc:2: \".ram_data 1 2\", must be \".ram_data X Y\" and 16 lines of 64 hexadecimal digits")]
    public void A_file_that_is_no_design_is_refused(string text, string message) =>
        Assert.Equal(message, Assert.Throws<InputException>(() => AscFile.Parse(text, "design.asc")).Message);

    [Fact]
    public void A_block_with_a_wrong_digit_is_refused() =>
        Assert.StartsWith("design.asc:7: ", Assert.Throws<InputException>(() =>
            AscFile.Parse(Print([new ushort[256]]).Replace("00\n\n", "0g\n\n", StringComparison.Ordinal), "design.asc")).Message, StringComparison.Ordinal);

    [Fact]
    public void An_image_goes_only_into_a_design_of_its_configuration_with_preload()
    {
        ArrayConfiguration configuration = ConfigurationWriter.Starter("placing") with { WeightKib = 2, Tiles = 4, ListEntries = 8 };
        var matrix = Matrix<int>.Create(24, 10, (k, n) => (k + n) % 3);
        ImageWriter.Write(scratch.At("images"), "layer", ImageEncoder.Encode(configuration, matrix, new ImageRequest { KeptPerTile = [8, 8] }));
        string image = scratch.At("images/layer.bin");
        File.WriteAllText(scratch.At("design.asc"), Print([]));
        Put("memories", MemoryExport.Placeholder(configuration with { Preload = true }));
        Put("other", MemoryExport.Placeholder(configuration with { Preload = true, Tiles = 8, Name = "other" }));
        Assert.Equal(ExitCode.Good, Run("export", image, "-o", scratch.At("streamed"), "--format", "mem").Code);

        Refuses(": no such file", "export", image, "--into", scratch.At("none.asc"));
        Refuses("nowhere/manifest.json: no such file", "export", image, "--into", scratch.At("design.asc"), "--contents", scratch.At("nowhere"));
        Refuses($"is for placing ({configuration.Hash:x8}), must be for other (", "export", image, "--into", scratch.At("design.asc"), "--contents", scratch.At("other"));
        Refuses("streamed: holds tiles 4 x 64, lists 2 x 64, requantize 8 x 256, weights ", "export", image, "--into", scratch.At("design.asc"), "--contents", scratch.At("streamed"));
        Refuses("design.asc: holds none of the memories of ", "export", image, "--into", scratch.At("design.asc"));
        Assert.False(Directory.Exists(scratch.At("out")));
    }

    [Fact]
    public void Bad_command_lines_are_refused()
    {
        const string Alone = "hwgen export: --into writes a bitstream, leave out --check, --format and --trim\n";
        Assert.Equal("hwgen export: --output DIR is missing\n", Run("export", "x", "--into", "y.asc").Error);
        Assert.Equal(Alone, Run("export", "x", "--into", "y.asc", "-o", "z", "--trim").Error);
        Assert.Equal(Alone, Run("export", "x", "--into", "y.asc", "-o", "z", "--format", "mem").Error);
        Assert.Equal("hwgen export: --contents goes with --into\n", Run("export", "x", "-o", "z", "--contents", "y").Error);
    }

    private static string Refusal(string design, MemoryWords[] contents) =>
        Assert.Throws<InputException>(() => PlacedMemories.Find(AscFile.Parse(design, "design.asc"), contents, "design.asc", "memories")).Message;

    // Address a stands in row a / stride of a column; how the columns follow each other is open.
    private static List<ushort[]> Blocks(MemoryWords words, int stride)
    {
        var columns = new List<bool[]>();
        for (int first = 0; first < words.Shape.Depth; first += 256 * stride)
        {
            for (int bit = 0; bit < words.Shape.Width; bit++)
            {
                for (int lane = stride - 1; lane >= 0; lane--)
                    columns.Add([.. Enumerable.Range(0, 256).Select(row => Bit(words, first + (row * stride) + lane, bit))]);
            }
        }

        return [.. columns.Chunk(16).Select(block => Enumerable.Range(0, 256)
            .Select(row => (ushort)block.Select((column, bit) => column[row] ? 1 << bit : 0).Sum()).ToArray())];
    }

    private static bool Bit(MemoryWords words, int address, int bit) =>
        address < words.Shape.Depth && (words.Bytes.Span[(address * words.Shape.WordBytes) + (bit / 8)] >> (bit % 8) & 1) != 0;

    private static string Print(IReadOnlyList<ushort[]> blocks)
    {
        var text = new StringBuilder(Head);
        for (int block = 0; block < blocks.Count; block++)
        {
            text.Append($".ram_data {6 + (19 * (block % 2))} {1 + (2 * block)}\n");
            for (int line = 0; line < 16; line++)
                text.Append(string.Concat(Enumerable.Range(0, 16).Select(word => $"{blocks[block][(16 * line) + 15 - word]:x4}"))).Append('\n');
            text.Append('\n');
        }

        return text.Append(".sym 1 clk\n").ToString();
    }

    private static MemoryWords Draw(MemoryShape shape, int seed)
    {
        byte[] bytes = new byte[shape.Depth * shape.WordBytes];
        new Random(seed).NextBytes(bytes);
        for (int i = shape.WordBytes - 1; i < bytes.Length; i += shape.WordBytes)
            bytes[i] &= (byte)((1 << (((shape.Width - 1) % 8) + 1)) - 1);
        return new MemoryWords(shape, bytes);
    }

    private static MemoryWords Zeros(MemoryShape shape) => new(shape, new byte[shape.Depth * shape.WordBytes]);

    private void Refuses(string message, params string[] arguments)
    {
        CommandRun run = Run([.. arguments, "-o", scratch.At("out")]);
        Assert.Equal(ExitCode.BadInput, run.Code);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    private void Put(string folder, IReadOnlyList<(string Name, byte[] Content)> files)
    {
        Directory.CreateDirectory(scratch.At(folder));
        foreach ((string name, byte[] content) in files)
            File.WriteAllBytes(scratch.At($"{folder}/{name}"), content);
    }

    private CommandRun Run(params string[] arguments) => CommandRun.Of(scratch.At("logs"), arguments);
}
