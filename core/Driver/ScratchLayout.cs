namespace HwGen.Core.Driver;

/// <summary>Places of activations in one memory: two share bytes only if none of the steps needs both.</summary>
/// <remarks>The largest is placed first, each at the lowest place that is free while it is needed.</remarks>
internal static class ScratchLayout
{
    /// <summary>An activation that needs a place.</summary>
    /// <param name="Bytes">1 or more</param>
    /// <param name="First">the step that writes it</param>
    /// <param name="Last">the last step that reads it, not before <paramref name="First"/></param>
    public sealed record Life(long Bytes, int First, int Last);

    /// <returns>offset of each, multiples of <see cref="DriverPlan.Alignment"/>, and the bytes of all together</returns>
    public static (long[] Offsets, long Bytes) Place(IReadOnlyList<Life> lives)
    {
        var offsets = new long[lives.Count];
        var placed = new List<int>();
        foreach (int next in Enumerable.Range(0, lives.Count).OrderByDescending(i => lives[i].Bytes).ThenBy(i => i))
        {
            long offset = 0;
            foreach (int other in placed.Where(i => lives[i].First <= lives[next].Last && lives[next].First <= lives[i].Last).OrderBy(i => offsets[i]))
            {
                if (offset + lives[next].Bytes <= offsets[other])
                    break;
                offset = Math.Max(offset, Align(offsets[other] + lives[other].Bytes));
            }

            offsets[next] = offset;
            placed.Add(next);
        }

        return (offsets, placed.Count == 0 ? 0 : placed.Max(i => Align(offsets[i] + lives[i].Bytes)));
    }

    public static long Align(long bytes) => (bytes + DriverPlan.Alignment - 1) / DriverPlan.Alignment * DriverPlan.Alignment;
}
