using System.Buffers.Binary;
using HwGen.Core.Configuration;

namespace HwGen.Core.Image;

/// <summary>The counts in the header of an image.</summary>
internal sealed record ImageHeader(int NTiles, int ListWords, int WeightWords, int KBlocks)
{
    private static readonly ImageSection Section = new("header", 0, ImageLayout.HeaderBytes, ImageLayout.HeaderBytes);

    /// <summary>Reads the header.</summary>
    /// <returns>null if it cannot be trusted to find the sections; the faults say why</returns>
    public static ImageHeader? Read(byte[] bytes, ArrayConfiguration c, ImageFaults faults)
    {
        if (bytes.Length < ImageLayout.HeaderBytes)
        {
            faults.Add("header", 0, $"{bytes.Length} bytes", $"at least {ImageLayout.HeaderBytes}");
            return null;
        }

        uint[] words = [.. Enumerable.Range(0, 8).Select(i => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(4 * i)))];
        faults.Require(words[0] == ImageLayout.Magic, Section, 0, $"magic 0x{words[0]:x8}", $"0x{ImageLayout.Magic:x8} (HWGI)");
        faults.Require(words[1] == ImageLayout.Version, Section, 4, $"version {words[1]}", $"{ImageLayout.Version}");
        faults.Require(words[2] == c.Hash, Section, 8, $"configuration hash 0x{words[2]:x8}", $"0x{c.Hash:x8} ({c.Name})");
        Count(words[3], 12, "N-tiles", 1, c.TileDepth);
        Count(words[4], 16, "list words", 0, c.ListDepth);
        Count(words[5], 20, "weight words", 1, c.WeightDepth);
        Count(words[6], 24, "K-blocks", 1, 65535);
        faults.Require(words[7] == 0, Section, 28, $"0x{words[7]:x8} in the last word", "0");
        return faults.Any ? null : new ImageHeader((int)words[3], (int)words[4], (int)words[5], (int)words[6]);

        void Count(uint found, int offset, string what, int lowest, int highest) =>
            faults.Require(found >= lowest && found <= highest, Section, offset, $"{found} {what}", $"{lowest} to {highest}");
    }

    /// <summary>Checks that a matrix of this shape has these N-tiles and K-blocks.</summary>
    public bool Holds(MatrixShape shape, ArrayConfiguration c, ImageFaults faults)
    {
        int kBlocks = (shape.Rows + c.Block - 1) / c.Block;
        int nTiles = (shape.Columns + c.NTile - 1) / c.NTile;
        faults.Require(KBlocks == kBlocks, Section, 24, $"{KBlocks} K-blocks", $"{kBlocks} for {shape.Rows} rows");
        faults.Require(NTiles == nTiles, Section, 12, $"{NTiles} N-tiles", $"{nTiles} for {shape.Columns} columns");
        return KBlocks == kBlocks && NTiles == nTiles;
    }
}
