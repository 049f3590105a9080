using HwGen.Core.IO;
using HwGen.Core.Network;
using HwGen.Core.Numerics;

namespace HwGen.Tests.Unit.Networks;

public sealed class WindowTests
{
    private static readonly Tensor<int> Image = new([1, 2, 3, 4, 5, 6], 1, 1, 2, 3);

    private static readonly IGemmEngine Engine = new GoldenGemmEngine(TinyNetwork.Network);

    [Fact]
    public void Rows_run_over_taps_and_then_channels_and_padding_stands_outside()
    {
        var images = new Tensor<int>([1, 2, 10, 20], 1, 2, 1, 2);
        var rows = ImageRows.Of(images, new SlidingWindow([1, 2], [1, 1], [1, 1], [0, 1, 0, 0]), -7);
        Assert.Equal([2, 4], rows.Shape);
        Assert.Equal([-7, -7, 1, 10, 1, 10, 2, 20], rows.Values);
    }

    [Fact]
    public void Rows_run_over_channels_and_then_taps_where_kernels_are_blocks()
    {
        var images = new Tensor<int>([1, 2, 10, 20], 1, 2, 1, 2);
        var window = new SlidingWindow([1, 2], [1, 1], [1, 1], [0, 1, 0, 0]);
        Assert.Equal([-7, 1, -7, 10, 1, 2, 10, 20], ImageRows.Of(images, window, -7, tapsFastest: true).Values);
        Assert.Equal([1, 2, 10, 20], ImageRows.Of(images, window, -7, [1], tapsFastest: true).Values);
    }

    [Fact]
    public void Kernels_are_no_blocks_in_groups()
    {
        var layer = new ConvolutionLayer
        {
            Name = "c",
            Inputs = ["a"],
            Output = "y",
            Shape = [2, 1, 1],
            K = 4,
            N = 2,
            Groups = 2,
            RowsPerSample = 1,
            InputZeroPoint = 0,
            Requantize = new OutputQuantization(0, -128, 127),
            Kept = [],
            Parameters = "none",
            Window = new SlidingWindow([1, 2], [1, 1], [1, 1], [0, 0, 0, 0]),
        };
        Assert.Empty(layer.Check([[2, 1, 2]]));
        Assert.Equal(["has 2 groups and taps_fastest, must have 1 group"], (layer with { TapsFastest = true }).Check([[2, 1, 2]]));
    }

    [Fact]
    public void Some_of_the_rows_are_the_same_as_among_all()
    {
        var images = new Tensor<int>([.. Enumerable.Range(0, 2 * 3 * 5 * 4)], 2, 3, 5, 4);
        var window = new SlidingWindow([3, 2], [2, 1], [1, 2], [1, 1, 0, 2]);
        var all = ImageRows.Of(images, window, -7);
        int[] picked = [all.Shape[0] - 1, 0, 7, 7, 19];
        Assert.Equal(picked.SelectMany(row => all.Values[(row * all.Shape[1])..((row + 1) * all.Shape[1])]), ImageRows.Of(images, window, -7, picked).Values);
    }

    [Fact]
    public void Strides_and_dilations_skip() =>
        Assert.Equal([1, 3, 4, 6], ImageRows.Of(Image, new SlidingWindow([2, 2], [2, 2], [1, 2], [0, 0, 0, 0]), 0).Values);

    [Fact]
    public void The_largest_under_the_window_stays_and_pads_do_not_count()
    {
        var layer = new MaxPoolLayer { Name = "p", Inputs = ["a"], Output = "y", Shape = [1, 1, 2], Window = new SlidingWindow([2, 2], [2, 2], [1, 1], [0, 0, 0, 1]) };
        Assert.Empty(layer.Check([[1, 2, 3]]));
        Assert.Equal([-1, -3], layer.Run([new Tensor<int>([-1, -2, -3, -4, -5, -6], 1, 1, 2, 3)], Engine).Values);
    }

    [Theory]
    [InlineData(false, new[] { 13, 15 })]
    [InlineData(true, new[] { 13, 12 })]
    public void The_mean_is_rounded_once_half_away_from_zero(bool countsPads, int[] expected)
    {
        // a0 = 0, zero point 10: (1+2+4+5)/4 = 3 and (3+6)/2 = 4.5 -> 5, or (3+6)/4 = 2.25 -> 2
        var layer = new AveragePoolLayer
        {
            Name = "p",
            Inputs = ["a"],
            Output = "y",
            Shape = [1, 1, 2],
            Window = new SlidingWindow([2, 2], [2, 2], [1, 1], [0, 0, 0, 1]),
            CountsPads = countsPads,
            InputZeroPoint = 0,
            Multiplier = 2,
            Shift = 1,
            Requantize = new OutputQuantization(10, -128, 127),
        };
        Assert.Equal(expected, layer.Run([Image], Engine).Values);
    }

    [Fact]
    public void Activations_are_put_together_on_one_scale()
    {
        var layer = new ConcatenationLayer
        {
            Name = "c",
            Inputs = ["a", "b"],
            Output = "y",
            Shape = [2, 1],
            Axis = 0,
            ZeroPoints = [0, 1],
            Multipliers = [1, 1],
            Shifts = [0, 1],
            Requantize = new OutputQuantization(5, -128, 127),
        };
        // 3 + 5 and (4 - 1) / 2 = 1.5 -> 2 + 5
        Assert.Equal([8, 7], layer.Run([new Tensor<int>([3], 1, 1, 1), new Tensor<int>([4], 1, 1, 1)], Engine).Values);
    }

    [Fact]
    public void Dimensions_change_places() =>
        Assert.Equal([1, 4, 2, 5, 3, 6], Tensors.Transpose(Image, [0, 2, 1]).Values);

    [Fact]
    public void A_pad_holds_its_number() =>
        Assert.Equal([9, 1, 2, 3, 9, 4, 5, 6], Tensors.Pad(Image, [0, 0, 1], [0, 0, 0], 9).Values);
}
