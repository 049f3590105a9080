using HwGen.Core.Configuration;
using HwGen.Core.Numerics;

namespace HwGen.Core.Image;

/// <summary>The memories of the array and what an image puts into them.</summary>
public static class MemoryContents
{
    /// <summary>Tile table and lists in words of 64 bits, requantization in words of OutputLanes entries of 64 bits, weights in weight words.</summary>
    public static IReadOnlyList<MemoryContent> Of(WeightImage image)
    {
        byte[] bytes = ImageSerializer.ToBytes(image);
        ImageLayout layout = image.Layout;
        ArrayConfiguration configuration = image.Configuration;
        int lanes = configuration.OutputLanes;
        return
        [
            new("tiles", 64, image.NTiles, configuration.TileDepth, Part(layout.Tiles)),
            new("lists", 64, image.ListWords, configuration.ListDepth, Part(layout.Lists)),
            new("requantize", 64 * lanes, image.Channels.Count / lanes, configuration.RequantizeDepth, Part(layout.Requantize)),
            new("weights", configuration.WeightWordWidth, image.WeightWords, configuration.WeightDepth, image.Weights),
        ];

        PackedBits Part(ImageSection section) => new(bytes[section.Offset..(section.Offset + section.DataBytes)]);
    }
}
