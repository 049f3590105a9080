using HwGen.Core.Configuration;

namespace HwGen.Verify.Gemm;

/// <summary>GEMMs, for an accelerator fresh from reset, whose images go round the rings of the image memories.</summary>
/// <param name="configuration">the array</param>
/// <param name="stimulus">draws their numbers</param>
internal sealed class RingGemms(ArrayConfiguration configuration, GemmStimulus stimulus)
{
    private const int MostTiles = 256;    // of a large tile table, a part
    private const int MostEntries = 1 << 14;

    private int Kept => configuration.Metadata == MetadataKind.None ? configuration.Block : configuration.Lanes;

    private int Steps => configuration.Steps(Kept);

    /// <summary>Images of so many N-tiles that both slots begin in either half of the tile table, at odd places, and it wraps more than once.</summary>
    public IReadOnlyList<GemmProblem> AroundTiles()
    {
        var mostBlocks = Math.Clamp(configuration.WeightDepth / Steps, 1, Math.Min(3, configuration.ActivationDepth));
        var most = Math.Min(Math.Min(configuration.TileDepth, MostTiles), configuration.WeightDepth / (mostBlocks * Steps));
        int[] tiles = [Math.Max(1, most / 2), Math.Max(1, (most / 4) + 1), Math.Max(1, (most / 2) - 1), Math.Max(1, most / 3), most, Math.Max(1, (most / 2) + 1)];
        // Another number of blocks each: or what an image before left in the table would do as well.
        return [.. tiles.Select((count, i) => stimulus.Next(
            new GemmShape(1, count * configuration.NTile, ((i % mostBlocks) + 1) * configuration.Block), Kept, new int[]?[count]))];
    }

    /// <summary>Images whose block lists fill the list memory to its last word, so that the next list begins exactly where the ring does.</summary>
    /// <returns>none where the other memories are too small for that, or it takes more than a group</returns>
    public IReadOnlyList<GemmProblem> AroundLists()
    {
        var entries = 4 * configuration.ListDepth;
        var blocks = Math.Min(configuration.ActivationDepth, configuration.WeightDepth / Steps);
        int[] most = [configuration.WeightDepth / Steps, (configuration.TileDepth - 1) * (blocks - 1), entries - 4];
        var image = (most.Min() - 4) / 4 * 4;
        if (image < 4 || entries > MostEntries)
            return [];
        var problems = new List<GemmProblem>();
        for (; entries > image; entries -= image)
            problems.Add(Listed(blocks, image, 0));
        problems.Add(Listed(blocks, entries, 3));
        return problems.Count <= GemmSuite.GroupSize ? problems : [];
    }

    // Lists of `entries` blocks together, then one of `behind` blocks. None begins at block 0: such a list would be left out of the image.
    private GemmProblem Listed(int blocks, int entries, int behind)
    {
        int[] List(int length) => [.. Enumerable.Range(blocks - length, length)];
        var lists = new List<int[]>();
        for (; entries > 0; entries -= lists[^1].Length)
            lists.Add(List(Math.Min(blocks - 1, entries)));
        if (behind > 0)
            lists.Add(List(Math.Min(blocks - 1, behind)));
        return stimulus.Next(new GemmShape(1, lists.Count * configuration.NTile, blocks * configuration.Block), Kept, [.. lists]);
    }
}
