using System.Buffers.Binary;
using HwGen.Core.Numerics;

namespace HwGen.Core.Image;

/// <summary>Writes the bytes of an image, as they go into the weight stream.</summary>
/// <remarks>Source: docs/design.md, section 3.</remarks>
public static class ImageSerializer
{
    /// <summary>The bytes; their number is a multiple of the beat.</summary>
    public static byte[] ToBytes(WeightImage image)
    {
        ImageLayout layout = image.Layout;
        var bytes = new byte[layout.Bytes];
        uint[] header =
        [
            ImageLayout.Magic, ImageLayout.Version, image.Configuration.Hash, (uint)image.NTiles,
            (uint)image.ListWords, (uint)image.WeightWords, (uint)image.KBlocks, 0,
        ];
        for (int i = 0; i < header.Length; i++)
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4 * i), header[i]);
        WriteTiles(image, bytes.AsSpan(layout.Tiles.Offset), bytes.AsSpan(layout.Lists.Offset));
        for (int n = 0; n < image.Channels.Count; n++)
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(layout.Requantize.Offset + (8 * n)), ChannelWord(image.Channels[n]));
        image.Weights.Bytes.CopyTo(bytes.AsSpan(layout.Weights.Offset));
        return bytes;
    }

    /// <summary>[31:0] bias, [47:32] multiplier, [53:48] shift.</summary>
    public static ulong ChannelWord(Requantization channel) =>
        unchecked((uint)channel.Bias) | ((ulong)channel.Multiplier << 32) | ((ulong)channel.Shift << 48);

    /// <summary>[15:0] blocks, [21:16] steps, [22] list enabled, [63:32] list offset.</summary>
    /// <param name="tile">the entry</param>
    /// <param name="listOffset">entries before its list; not looked at without a list</param>
    public static ulong TileWord(ImageTile tile, int listOffset) =>
        (uint)tile.Blocks | ((ulong)tile.Steps << 16) | (tile.BlockList is null ? 0 : (1UL << 22) | ((ulong)(uint)listOffset << 32));

    private static void WriteTiles(WeightImage image, Span<byte> tiles, Span<byte> lists)
    {
        int entry = 0;
        for (int t = 0; t < image.NTiles; t++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(tiles[(8 * t)..], TileWord(image.Tiles[t], entry));
            foreach (int block in image.Tiles[t].BlockList ?? [])
                BinaryPrimitives.WriteUInt16LittleEndian(lists[(2 * entry++)..], (ushort)block);
        }
    }
}
