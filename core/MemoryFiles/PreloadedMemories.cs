using HwGen.Core.Configuration;
using HwGen.Core.Image;
using HwGen.Core.Numerics;

namespace HwGen.Core.MemoryFiles;

/// <summary>The memories of an array with <c>memory.preload</c>, as its Verilog reads them with <c>$readmemh</c>: the weights a file a mesh column,
/// the header of the image in the last four words of the tile table, every depth a multiple of <see cref="Granule"/>.</summary>
/// <remarks>Source: docs/design.md, section 3.</remarks>
public static class PreloadedMemories
{
    /// <summary>Folder of the files, beside the Verilog; a parameter of the top names another.</summary>
    public const string Folder = "memories";

    /// <summary>Words of an iCE40 block RAM at its widest: a rest of a few words would not be told apart from others in a bitstream.</summary>
    public const int Granule = 256;

    private const int EntryBits = 64;
    private const int HeaderWords = 8 * ImageLayout.HeaderBytes / EntryBits;

    /// <summary>Name, width and depth of each memory.</summary>
    public static IReadOnlyList<MemoryShape> Shapes(ArrayConfiguration configuration)
    {
        ArrayConfiguration c = configuration;
        return
        [
            new("tiles", EntryBits, Rounded(c.TileDepth + HeaderWords)),
            new("lists", EntryBits, Rounded(c.ListDepth)),
            new("requantize", EntryBits * c.OutputLanes, Rounded(c.RequantizeDepth)),
            .. Enumerable.Range(0, c.MeshColumns).Select(q => new MemoryShape($"weights_{q:00}", ColumnWidth(c), Rounded(c.WeightDepth))),
        ];
    }

    /// <summary>What the memories hold if they start with an image.</summary>
    /// <param name="image">of any configuration with this hash, preloaded or not</param>
    public static IReadOnlyList<MemoryContent> Of(WeightImage image)
    {
        byte[] bytes = ImageSerializer.ToBytes(image);
        Dictionary<string, MemoryContent> streamed = MemoryContents.Of(image).ToDictionary(content => content.Name);
        return [.. Shapes(image.Configuration).Select((shape, place) => place switch
        {
            0 => Tiles(shape, streamed[shape.Name], bytes.AsSpan(0, ImageLayout.HeaderBytes)),
            1 or 2 => streamed[shape.Name] with { Depth = shape.Depth },
            _ => Weights(shape, image, place - 3),
        })];
    }

    private static MemoryContent Tiles(MemoryShape shape, MemoryContent streamed, ReadOnlySpan<byte> header)
    {
        byte[] words = new byte[shape.Depth * EntryBits / 8];
        streamed.Bits.Bytes[..(streamed.Words * EntryBits / 8)].CopyTo(words);
        header.CopyTo(words.AsSpan(words.Length - header.Length));
        return new MemoryContent(shape.Name, EntryBits, shape.Depth, shape.Depth, new PackedBits(words));
    }

    private static MemoryContent Weights(MemoryShape shape, WeightImage image, int meshColumn)
    {
        var bits = PackedBits.Zeros((long)image.WeightWords * shape.Width);
        for (int word = 0; word < image.WeightWords; word++)
        {
            long from = ((long)word * image.Configuration.WeightWordWidth) + ((long)meshColumn * shape.Width);
            for (int bit = 0; bit < shape.Width; bit += 32)
            {
                int width = Math.Min(32, shape.Width - bit);
                bits.Set(((long)word * shape.Width) + bit, width, image.Weights.Get(from + bit, width));
            }
        }

        return new MemoryContent(shape.Name, shape.Width, image.WeightWords, shape.Depth, bits);
    }

    private static int ColumnWidth(ArrayConfiguration c) => c.TileColumns * c.ColumnFieldWidth;

    private static int Rounded(int words) => checked((words + Granule - 1) / Granule * Granule);
}
