using HwGen.Core.Numerics;

namespace HwGen.Core.Image;

/// <summary>How a weight matrix is to be encoded. What is left out is found from the weights.</summary>
public sealed record ImageRequest
{
    /// <summary>What messages call the matrix.</summary>
    public string Name { get; init; } = "weights";

    /// <summary>Kept per N-tile [NTiles]; null for the most nonzero weights of any block of the tile.</summary>
    public IReadOnlyList<int>? KeptPerTile { get; init; }

    /// <summary>Block list per N-tile [NTiles], ascending, null where all blocks exist; null for none at all.</summary>
    public IReadOnlyList<IReadOnlyList<int>?>? BlockLists { get; init; }

    /// <summary>Leave out blocks that are zero for a whole N-tile, where that makes the image smaller. Not for tiles with a list above.</summary>
    public bool FindBlockLists { get; init; }

    /// <summary>Requantization per output channel [N]; null for none, as raw sums need it.</summary>
    public IReadOnlyList<Requantization>? Channels { get; init; }

    /// <summary>What the manifest says besides.</summary>
    public ImageNotes Notes { get; init; } = ImageNotes.None;
}
