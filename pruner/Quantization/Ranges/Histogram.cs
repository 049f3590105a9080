namespace HwGen.Pruner.Quantization.Ranges;

/// <summary>How often numbers occur in equal bins from the smallest to the largest.</summary>
/// <param name="Low">smallest number</param>
/// <param name="High">largest number</param>
/// <param name="Counts">of each bin</param>
public sealed record Histogram(double Low, double High, long[] Counts)
{
    public double BinWidth => (High - Low) / Counts.Length;

    /// <summary>The number in the middle of a bin.</summary>
    public double Middle(int bin) => Low + ((bin + 0.5) * BinWidth);

    public void Add(ReadOnlySpan<float> values)
    {
        var scale = High > Low ? Counts.Length / (High - Low) : 0;
        foreach (var value in values)
            Counts[Math.Clamp((int)((value - Low) * scale), 0, Counts.Length - 1)]++;
    }
}
