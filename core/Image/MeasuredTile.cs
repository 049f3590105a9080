namespace HwGen.Core.Image;

/// <summary>An N-tile before encoding.</summary>
/// <param name="Tile">its entry in the tile table</param>
/// <param name="Kept">most weights of a block that have a slot</param>
internal sealed record PlannedTile(ImageTile Tile, int Kept);
