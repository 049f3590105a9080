using HwGen.Core.Configuration;

namespace HwGen.Core.Jobs;

/// <summary>What an image may take of the memories.</summary>
/// <param name="Blocks">K-blocks of a job, by the activation bank and the 16 bits of a block number</param>
/// <param name="WeightWords">words of the weight memory</param>
/// <param name="Tiles">entries of the tile table</param>
/// <param name="ListEntries">entries of the block lists</param>
internal sealed record MemoryBudget(int Blocks, long WeightWords, int Tiles, int ListEntries)
{
    public static MemoryBudget Whole(ArrayConfiguration c) =>
        new(Math.Min(c.ActivationDepth, 65535), c.WeightDepth, c.TileDepth, 4 * c.ListDepth);

    // Lists are padded to four entries, hence whole words.
    public MemoryBudget Half() => this with { WeightWords = WeightWords / 2, Tiles = Math.Max(1, Tiles / 2), ListEntries = ListEntries / 8 * 4 };

    public bool HoldsOne(TileNeed need) => need.WeightWords <= WeightWords && need.ListEntries <= ListEntries;

    public bool Holds(IEnumerable<TileNeed> needs)
    {
        TileNeed[] all = [.. needs];
        return HowMany(all) == all.Length;
    }

    /// <summary>How many of these N-tiles, from the first on, fit together.</summary>
    public int HowMany(IEnumerable<TileNeed> needs)
    {
        int count = 0;
        long words = 0;
        int entries = 0;
        foreach (TileNeed need in needs)
        {
            words += need.WeightWords;
            entries += need.ListEntries;
            if (count == Tiles || words > WeightWords || entries > ListEntries)
                break;
            count++;
        }

        return count;
    }
}
