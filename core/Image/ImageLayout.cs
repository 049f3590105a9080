using HwGen.Core.Configuration;

namespace HwGen.Core.Image;

/// <summary>Where the sections of a weight image stand.</summary>
/// <remarks>Source: docs/design.md, section 3.</remarks>
public sealed record ImageLayout(ImageSection Header, ImageSection Tiles, ImageSection Lists, ImageSection Requantize, ImageSection Weights)
{
    /// <summary><c>HWGI</c>, little-endian.</summary>
    public const uint Magic = 0x49475748;

    /// <summary>Version of the format.</summary>
    public const uint Version = 1;

    /// <summary>Bytes of the header without padding.</summary>
    public const int HeaderBytes = 32;

    /// <summary>All sections in the order of the image.</summary>
    public IReadOnlyList<ImageSection> All => [Header, Tiles, Lists, Requantize, Weights];

    /// <summary>Bytes of the image.</summary>
    public int Bytes => Weights.End;

    /// <summary>Layout that follows from the counts in the header.</summary>
    /// <param name="configuration">gives NTile, the word and the beat</param>
    /// <param name="nTiles">entries of the tile table</param>
    /// <param name="listWords">64-bit words of the block lists</param>
    /// <param name="weightWords">words of WeightWordWidth bits</param>
    /// <exception cref="OverflowException">the image would have 2 GiB or more</exception>
    public static ImageLayout Of(ArrayConfiguration configuration, int nTiles, int listWords, int weightWords)
    {
        int beat = configuration.WeightStreamBits / 8;
        int offset = 0;
        ImageSection header = Next("header", HeaderBytes);
        ImageSection tiles = Next("tiles", 8L * nTiles);
        ImageSection lists = Next("lists", 8L * listWords);
        ImageSection requantize = Next("requantize", 8L * nTiles * configuration.NTile);
        ImageSection weights = Next("weights", (((long)weightWords * configuration.WeightWordWidth) + 7) / 8);
        return new ImageLayout(header, tiles, lists, requantize, weights);

        ImageSection Next(string name, long dataBytes)
        {
            int bytes = checked((int)((dataBytes + beat - 1) / beat * beat));
            var section = new ImageSection(name, offset, (int)dataBytes, bytes);
            offset = checked(offset + bytes);
            return section;
        }
    }
}
