namespace HwGen.Pruner.Quantization.Ranges;

/// <summary>All but one in 10,000 numbers at each end.</summary>
public sealed class PercentileRule : IRangeRule
{
    private const double Beyond = 1e-4;

    public string Name => "percentile";

    public bool NeedsHistogram => true;

    public (double Low, double High) Choose(Histogram histogram, int steps)
    {
        ArgumentNullException.ThrowIfNull(histogram);
        var most = Beyond * histogram.Counts.Sum();
        var first = 0;
        for (long below = 0; first < histogram.Counts.Length - 1 && (below += histogram.Counts[first]) <= most;)
            first++;
        var last = histogram.Counts.Length - 1;
        for (long above = 0; last > first && (above += histogram.Counts[last]) <= most;)
            last--;
        return (histogram.Low + (first * histogram.BinWidth), histogram.Low + ((last + 1) * histogram.BinWidth));
    }
}
