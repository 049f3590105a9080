using System.Security.Cryptography;
using HwGen.Examples.Digits;
using HwGen.Examples.Digits.Drawing;

namespace HwGen.Tests.Unit.Examples;

public sealed class DrawingTests
{
    [Fact]
    public void The_first_hundred_drawings_are_the_bytes_they_always_were()
    {
        byte[] pixels = [.. Enumerable.Range(0, 100).SelectMany(Recipe.TestPainter.Draw)];

        Assert.Equal("524ae29e06d91bbcd73c76a6d71e6b4f48550144252e38a0311062a70389b99c", Convert.ToHexStringLower(SHA256.HashData(pixels)));
    }

    [Fact]
    public void A_drawing_does_not_depend_on_what_was_drawn_before()
    {
        var fresh = new Painter(new Hand(), 7).Draw(5);

        var used = new Painter(new Hand(), 7);
        used.Draw(0);
        used.Draw(5);

        Assert.Equal(fresh, used.Draw(5));
    }

    [Fact]
    public void Another_seed_and_another_number_give_another_drawing()
    {
        var drawing = new Painter(new Hand(), 7).Draw(5);

        Assert.NotEqual(drawing, new Painter(new Hand(), 8).Draw(5));
        Assert.NotEqual(drawing, new Painter(new Hand(), 7).Draw(15));
    }

    [Fact]
    public void A_steady_hand_draws_a_clean_one()
    {
        var steady = new Hand(0, 0, 0, 0, ThinnestPen: 0.06, ThickestPen: 0.06, Blur: 0, FaintestInk: 1, Noise: 0, Scratches: 0, Covers: 0);
        // Of the ways to write a one, the plain stroke touches only the two columns in the middle.
        var plain = Enumerable.Range(0, 100).Where(i => Painter.LabelOf(i) == 1)
            .Select(i => new Painter(steady, 7).Draw(i))
            .Where(image => image.Where((_, pixel) => pixel % Painter.Size is < 6 or > 9).All(grey => grey == 0))
            .ToArray();

        Assert.NotEmpty(plain);
        // The pixel's middle is half a pixel from the stroke's: 255 * (0.5 + (0.06 - 1/32) * 16).
        Assert.All(plain, image => Assert.Equal(245, image[(8 * Painter.Size) + 8]));
    }

    [Theory]
    [InlineData(0.5, 0.0, 0.0)]
    [InlineData(0.5, 0.3, 0.3)]
    [InlineData(-3.0, 4.0, 5.0)]
    [InlineData(4.0, -4.0, 5.0)]
    public void The_distance_to_a_segment_is_that_to_its_nearest_point(double x, double y, double distance)
    {
        var segment = new Segment(new Point(0, 0), new Point(1, 0));

        Assert.Equal(distance, segment.DistanceTo(new Point(x, y)), 12);
    }

    [Fact]
    public void Random_numbers_follow_the_published_generator()
    {
        // The state of stream 0 of seed 0 is 0; SplitMix64 from there starts with e220a8397b1dcdaf.
        var random = new RandomStream(0, 0);

        Assert.Equal((0xe220a8397b1dcdafUL >> 11) / (double)(1UL << 53), random.NextUnit());
    }

    [Fact]
    public void Normal_numbers_have_mean_zero_and_deviation_one()
    {
        var random = new RandomStream(1, 2);
        double[] numbers = [.. Enumerable.Range(0, 100_000).Select(_ => random.NextNormal())];

        Assert.Equal(0, numbers.Average(), 0.02);
        Assert.Equal(1, numbers.Average(number => number * number), 0.02);
    }
}
