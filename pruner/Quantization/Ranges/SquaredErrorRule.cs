namespace HwGen.Pruner.Quantization.Ranges;

/// <summary>The range whose rounding and cutting off add up to the least squared error, among those that are both ends drawn in by the same
/// share.</summary>
/// <remarks>Rounding errs by step² / 12 on average; 0, which is exact, does not count.</remarks>
public sealed class SquaredErrorRule : IRangeRule
{
    private const int Candidates = 80;

    public string Name => "mse";

    public bool NeedsHistogram => true;

    public (double Low, double High) Choose(Histogram histogram, int steps)
    {
        ArgumentNullException.ThrowIfNull(histogram);
        var (least, most) = (Math.Min(0, histogram.Low), Math.Max(0, histogram.High));
        var best = Enumerable.Range(1, Candidates).Reverse()
            .Select(i => (double)i / Candidates)
            .MinBy(share => Error(histogram, least * share, most * share, steps));
        return (least * best, most * best);
    }

    private static double Error(Histogram histogram, double low, double high, int steps)
    {
        var step = (high - low) / steps;
        double error = 0;
        for (var bin = 0; bin < histogram.Counts.Length; bin++)
        {
            var value = histogram.Middle(bin);
            var beyond = value - Math.Clamp(value, low, high);
            var isZero = Math.Abs(value) < histogram.BinWidth;
            error += histogram.Counts[bin] * ((beyond * beyond) + (isZero || beyond != 0 ? 0 : step * step / 12));
        }

        return error;
    }
}
