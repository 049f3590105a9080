namespace HwGen.Core.Image;

/// <summary>An N-tile before encoding.</summary>
/// <param name="Tile">its entry in the tile table</param>
/// <param name="Kept">most weights of a block that have a slot</param>
/// <param name="IsEmpty">true if no block exists: the tile holds one block of zeros</param>
public sealed record MeasuredTile(ImageTile Tile, int Kept, bool IsEmpty);
