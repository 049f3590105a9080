namespace HwGen.Pruner.Quantization.Ranges;

/// <summary>All numbers that occur.</summary>
public sealed class MinMaxRule : IRangeRule
{
    public string Name => "minmax";

    public bool NeedsHistogram => false;

    public (double Low, double High) Choose(Histogram histogram, int steps)
    {
        ArgumentNullException.ThrowIfNull(histogram);
        return (histogram.Low, histogram.High);
    }
}
