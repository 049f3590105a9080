namespace HwGen.Core.Image;

/// <summary>An entry of the tile table: one N-tile.</summary>
/// <param name="Blocks">K-blocks that exist, 1 or more</param>
/// <param name="Steps">clocks per block, 1 to 32</param>
/// <param name="BlockList">their numbers, ascending [Blocks]; null if they are 0, 1, 2, ...</param>
public sealed record ImageTile(int Blocks, int Steps, IReadOnlyList<int>? BlockList)
{
    /// <summary>Number of the K-block that is walked as the i-th.</summary>
    public int BlockAt(int i) => BlockList is null ? i : BlockList[i];

    /// <summary>Weight words of the tile.</summary>
    public int WeightWords => Blocks * Steps;
}
