using HwGen.Core.Configuration;
using HwGen.Core.Numerics;

namespace HwGen.Core.Image;

/// <summary>Encoded weights of one job, as loaded into the array.</summary>
/// <remarks>Made by <see cref="ImageEncoder"/> or <see cref="ImageParser"/>, which check what is in it. Source: docs/design.md, section 3.</remarks>
public sealed record WeightImage
{
    /// <summary>The array that it is for.</summary>
    public required ArrayConfiguration Configuration { get; init; }

    /// <summary>Rows of the weight matrix, 1 or more.</summary>
    public required int K { get; init; }

    /// <summary>Output channels, 1 or more.</summary>
    public required int N { get; init; }

    /// <summary>The N-tiles [NTiles].</summary>
    public required IReadOnlyList<ImageTile> Tiles { get; init; }

    /// <summary>Requantization per output channel [NTiles * NTile], zeros for padding channels.</summary>
    public required IReadOnlyList<Requantization> Channels { get; init; }

    /// <summary>Weight words without gaps, WeightWords * WeightWordWidth bits.</summary>
    public required PackedBits Weights { get; init; }

    /// <summary>What the manifest says besides.</summary>
    public ImageNotes Notes { get; init; } = ImageNotes.None;

    /// <summary>ceil(K/B).</summary>
    public int KBlocks => (K + Configuration.Block - 1) / Configuration.Block;

    /// <summary>ceil(N/NTile).</summary>
    public int NTiles => Tiles.Count;

    /// <summary>Words of WeightWordWidth bits, which are also the clocks of an M-tile.</summary>
    public int WeightWords => Tiles.Sum(tile => tile.WeightWords);

    /// <summary>Entries of all block lists.</summary>
    public int ListEntries => Tiles.Sum(tile => tile.BlockList?.Count ?? 0);

    /// <summary>64-bit words of the block lists.</summary>
    public int ListWords => (ListEntries + 3) / 4;

    /// <summary>Where the sections stand.</summary>
    public ImageLayout Layout => ImageLayout.Of(Configuration, NTiles, ListWords, WeightWords);
}
