using HwGen.Core.Samples;

namespace HwGen.Pruner.Budget;

/// <summary>Calibration samples apart: those that networks are fitted to, and those held back that they are judged on.</summary>
/// <param name="Fitted">in the order of the file</param>
/// <param name="HeldBack">a quarter, at most 1,024, drawn with a fixed seed</param>
public sealed record SampleSplit(SampleSet Fitted, SampleSet HeldBack)
{
    /// <summary>With fewer samples none are held back.</summary>
    public const int LeastSamples = 64;

    private const int MostHeldBack = 1024;

    /// <returns>null if there are too few samples</returns>
    public static SampleSplit? Of(SampleSet samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        if (samples.Count < LeastSamples)
            return null;
        int[] places = [.. Enumerable.Range(0, samples.Count)];
        new Random(1).Shuffle(places);
        var held = Math.Min(samples.Count / 4, MostHeldBack);
        return new SampleSplit(samples.Pick([.. places.Skip(held).Order()]), samples.Pick([.. places.Take(held).Order()]));
    }
}
