using HwGen.Core.Configuration;

namespace HwGen.Core.MemoryFiles;

/// <summary>Contents that stand for an image until there is one: random, so that no two columns of block RAM are alike and each is found again in
/// the bitstream, and without an image's magic, so that the array starts with no image resident.</summary>
public static class PreloadPlaceholder
{
    /// <summary>Name of the image in the manifest.</summary>
    public const string ImageName = "placeholder";

    /// <summary>All words of each memory. The same configuration gives the same words.</summary>
    public static IReadOnlyList<MemoryWords> Of(ArrayConfiguration configuration)
    {
        var random = new Random(unchecked((int)configuration.Hash));
        return [.. PreloadedMemories.Shapes(configuration).Select(shape => Draw(shape, random))];
    }

    private static MemoryWords Draw(MemoryShape shape, Random random)
    {
        byte[] bytes = new byte[checked(shape.Depth * shape.WordBytes)];
        random.NextBytes(bytes);
        for (int last = shape.WordBytes - 1; shape.Width % 8 != 0 && last < bytes.Length; last += shape.WordBytes)
            bytes[last] &= (byte)((1 << (shape.Width % 8)) - 1);
        return new MemoryWords(shape, bytes);
    }
}
