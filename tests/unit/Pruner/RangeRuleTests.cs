using HwGen.Core.Errors;
using HwGen.Pruner.Quantization.Ranges;

namespace HwGen.Tests.Unit.Pruner;

public sealed class RangeRuleTests
{
    [Fact]
    public void All_numbers_count_unless_one_says_otherwise()
    {
        Assert.Equal("minmax", RangeRules.Default.Name);
        Assert.Equal((-3, 5), new MinMaxRule().Choose(new Histogram(-3, 5, [1]), 255));
    }

    [Fact]
    public void A_percentile_leaves_out_one_in_10_000_at_each_end()
    {
        // 100 bins of width 1; 20,000 numbers from 40 to 60, two at each end, which is one in 10,000 and a little less
        var counts = new long[100];
        Array.Fill(counts, 1000, 40, 20);
        (counts[0], counts[99]) = (2, 2);
        Assert.Equal((40, 60), new PercentileRule().Choose(new Histogram(0, 100, counts), 255));
        counts[99] = 3;
        Assert.Equal((40, 100), new PercentileRule().Choose(new Histogram(0, 100, counts), 255));
    }

    [Fact]
    public void The_least_squared_error_cuts_off_a_lonely_outlier_when_steps_are_coarse()
    {
        // A million numbers below 10 and one near 100. Cut off at 10, it costs 90^2; kept with 15 steps, rounding costs (100 / 15)^2 / 12 a million times.
        var counts = new long[100];
        Array.Fill(counts, 100_000, 0, 10);
        counts[99] = 1;
        var (low, high) = new SquaredErrorRule().Choose(new Histogram(0, 100, counts), 15);
        Assert.Equal(0, low);
        Assert.InRange(high, 8, 12);
    }

    [Fact]
    public void The_least_squared_error_keeps_numbers_that_are_spread_evenly()
    {
        var counts = new long[100];
        Array.Fill(counts, 1000);
        var (low, high) = new SquaredErrorRule().Choose(new Histogram(-50, 50, counts), 255);
        Assert.InRange(low, -50, -49);
        Assert.InRange(high, 49, 50);
    }

    [Fact]
    public void A_histogram_counts_both_ends()
    {
        var histogram = new Histogram(0, 4, new long[4]);
        histogram.Add([0, 0.5f, 1, 3.9f, 4]);
        Assert.Equal([2, 1, 0, 2], histogram.Counts);
        var constant = new Histogram(2, 2, new long[4]);
        constant.Add([2, 2]);
        Assert.Equal(2, constant.Counts.Sum());
    }

    [Fact]
    public void An_unknown_rule_is_refused() =>
        Assert.Equal("--ranges: best, must be one of minmax, percentile, mse", Assert.Throws<InputException>(() => RangeRules.Named("best")).Message);
}
