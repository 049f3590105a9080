using System.Buffers.Binary;
using HwGen.Core.Configuration;

namespace HwGen.Core.Image;

/// <summary>Reads tile table and block lists.</summary>
internal sealed class TileTableParser(byte[] bytes, ImageLayout layout, ImageHeader header, ArrayConfiguration c, ImageFaults faults)
{
    private int _entries;
    private bool _isLost; // a tile is at fault, so where the next list begins is not known

    /// <returns>null if the tiles cannot be trusted; the faults say why</returns>
    public ImageTile[]? Parse()
    {
        var tiles = new ImageTile?[header.NTiles];
        for (int t = 0; t < tiles.Length; t++)
            tiles[t] = ParseTile(t);
        if (tiles.Contains(null))
            return null;
        long words = tiles.Sum(tile => (long)tile!.WeightWords);
        int listWords = (_entries + 3) / 4;
        bool agrees = words == header.WeightWords && listWords == header.ListWords;
        faults.Require(words == header.WeightWords, layout.Header, 20, $"{header.WeightWords} weight words", $"{words} by the tile table");
        faults.Require(listWords == header.ListWords, layout.Header, 16, $"{header.ListWords} list words", $"{listWords} by the tile table");
        if (!agrees)
            return null;
        for (int i = _entries; i < 4 * listWords; i++)
            faults.Require(Entry(i) == 0, layout.Lists, 2 * i, $"{Entry(i)} behind the last list", "0");
        return [.. tiles.Select(tile => tile!)];
    }

    private ushort Entry(int i) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(layout.Lists.Offset + (2 * i)));

    private ImageTile? ParseTile(int t)
    {
        ulong word = BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(layout.Tiles.Offset + (8 * t)));
        int blocks = (int)(word & 0xffff);
        int steps = (int)(word >> 16) & 63;
        bool hasList = ((word >> 22) & 1) != 0;
        uint listOffset = (uint)(word >> 32);
        int fewest = c.Steps(1);
        int most = c.Steps(c.Block);
        bool holds = Require(blocks >= 1 && blocks <= header.KBlocks, $"{blocks} blocks in N-tile {t}", $"1 to {header.KBlocks}");
        holds &= Require(steps >= fewest && steps <= most, $"{steps} steps in N-tile {t}", fewest == most ? $"{most}" : $"{fewest} to {most}");
        holds &= Require(((word >> 23) & 0x1ff) == 0, $"0x{(word >> 23) & 0x1ff:x} in bits 31:23 of N-tile {t}", "0");
        uint expected = hasList ? (uint)_entries : 0;
        holds &= (_isLost && hasList) || Require(listOffset == expected, $"list offset {listOffset} in N-tile {t}", $"{expected}");
        if (!holds || !hasList)
        {
            _isLost |= !holds;
            return holds ? new ImageTile(blocks, steps, null) : null;
        }

        if (_isLost || !Require(_entries + blocks <= 4L * header.ListWords, $"a list of entries {_entries} to {_entries + blocks - 1} in N-tile {t}", $"all within {4 * header.ListWords} entries"))
            return null;
        return ParseList(t, blocks) is { } list ? new ImageTile(blocks, steps, list) : null;

        bool Require(bool condition, string found, string allowed)
        {
            faults.Require(condition, layout.Tiles, 8 * t, found, allowed);
            return condition;
        }
    }

    private int[]? ParseList(int t, int blocks)
    {
        bool holds = true;
        var list = new int[blocks];
        for (int i = 0; i < blocks; i++, _entries++)
        {
            list[i] = Entry(_entries);
            int lowest = i == 0 ? 0 : list[i - 1] + 1;
            bool isNext = list[i] >= lowest && list[i] < header.KBlocks;
            holds &= isNext;
            faults.Require(isNext, layout.Lists, 2 * _entries,
                $"block {list[i]} in the list of N-tile {t}", $"{lowest} to {header.KBlocks - 1}");
        }

        return holds ? list : null;
    }
}
