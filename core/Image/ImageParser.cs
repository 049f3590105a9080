using System.Buffers.Binary;
using HwGen.Core.Configuration;
using HwGen.Core.Errors;
using HwGen.Core.Numerics;

namespace HwGen.Core.Image;

/// <summary>Reads the bytes of an image and refuses whatever <see cref="ImageSerializer"/> would not have written.</summary>
public static class ImageParser
{
    /// <summary>Reads an image.</summary>
    /// <param name="bytes">the whole image</param>
    /// <param name="configuration">the array that it must be for</param>
    /// <param name="where">what messages call the image, usually the path of the file</param>
    /// <param name="shape">rows and columns of the matrix; null for all of KBlocks * B and NTiles * NTile, padding included</param>
    /// <exception cref="InputException">every fault, with section, offset, found and expected</exception>
    public static WeightImage Parse(byte[] bytes, ArrayConfiguration configuration, string where, MatrixShape? shape = null)
    {
        var faults = new ImageFaults(where);
        WeightImage? image = Parse(bytes, configuration, faults, shape);
        faults.Stop();
        return image!;
    }

    internal static WeightImage? Parse(byte[] bytes, ArrayConfiguration c, ImageFaults faults, MatrixShape? shape)
    {
        if (ImageHeader.Read(bytes, c, faults) is not { } header)
            return null;
        ImageLayout layout = ImageLayout.Of(c, header.NTiles, header.ListWords, header.WeightWords);
        if (bytes.Length != layout.Bytes)
        {
            faults.Add("weights", layout.Weights.Offset, $"image of {bytes.Length} bytes", $"{layout.Bytes} by the counts in the header");
            return null;
        }

        MatrixShape whole = shape ?? new MatrixShape(header.KBlocks * c.Block, header.NTiles * c.NTile);
        if (!header.Holds(whole, c, faults))
            return null;
        RequireZeros(bytes, layout, faults);
        ImageTile[]? tiles = new TileTableParser(bytes, layout, header, c, faults).Parse();
        Requantization[] channels = Channels(bytes, layout.Requantize, whole.Columns, faults);
        if (tiles is null)
            return null;
        var image = new WeightImage
        {
            Configuration = c,
            K = whole.Rows,
            N = whole.Columns,
            Tiles = tiles,
            Channels = channels,
            Weights = new PackedBits(bytes[layout.Weights.Offset..(layout.Weights.Offset + layout.Weights.DataBytes)]),
        };
        RequireLastBits(image, layout, faults);
        ImageDecoder.Decode(image, faults);
        return image;
    }

    private static void RequireZeros(byte[] bytes, ImageLayout layout, ImageFaults faults)
    {
        foreach (ImageSection section in layout.All)
        {
            for (int i = section.DataBytes; i < section.Bytes; i++)
                faults.Require(bytes[section.Offset + i] == 0, section, i, $"padding byte 0x{bytes[section.Offset + i]:x2}", "0");
        }
    }

    // Bits of the last byte behind the last word.
    private static void RequireLastBits(WeightImage image, ImageLayout layout, ImageFaults faults)
    {
        long bits = (long)image.WeightWords * image.Configuration.WeightWordWidth;
        int used = (int)(bits & 7);
        if (used == 0)
            return;
        uint rest = image.Weights.Get(bits, 8 - used);
        faults.Require(rest == 0, layout.Weights, layout.Weights.DataBytes - 1, $"0x{rest:x} behind the last weight word", "0");
    }

    private static Requantization[] Channels(byte[] bytes, ImageSection section, int n, ImageFaults faults)
    {
        var channels = new Requantization[section.DataBytes / 8];
        for (int i = 0; i < channels.Length; i++)
        {
            ulong word = BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(section.Offset + (8 * i)));
            faults.Require(word >> 54 == 0, section, 8 * i, $"0x{word >> 54:x} in bits 63:54 of channel {i}", "0");
            faults.Require(i < n || word == 0, section, 8 * i, $"0x{word:x} in padding channel {i}", "0");
            channels[i] = new Requantization((int)(uint)word, (int)(word >> 32) & 0xffff, (int)(word >> 48) & 63);
        }

        return channels;
    }
}
