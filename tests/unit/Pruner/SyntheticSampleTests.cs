using HwGen.Core.Errors;
using HwGen.Pruner;

namespace HwGen.Tests.Unit.Pruner;

public sealed class SyntheticSampleTests
{
    [Theory]
    [InlineData(new[] { 3, 32, 32 })]
    [InlineData(new[] { 1, 49, 10 })]
    [InlineData(new[] { 2, 3, 1 })]
    [InlineData(new[] { 784 })]
    public void Samples_have_the_shape_and_fill_the_range(int[] shape)
    {
        var samples = SyntheticSamples.Draw(shape, (-20, 255), seed: 1);
        Assert.Equal([1024, .. shape], samples.Shape);
        Assert.All(new[] { samples.Values.Min(), samples.Values.Max() }, v => Assert.InRange(v, -20, 255));
        Assert.InRange(samples.Values.Min(), -20, -10);
        Assert.InRange(samples.Values.Max(), 245, 255);
        Assert.Equal(samples.Values, SyntheticSamples.Draw(shape, (-20, 255), seed: 1).Values);
        Assert.NotEqual(samples.Values, SyntheticSamples.Draw(shape, (-20, 255), seed: 2).Values);
    }

    [Fact]
    public void Neighbouring_pixels_are_alike_and_distant_ones_are_not()
    {
        var samples = SyntheticSamples.Draw([1, 28, 28], (0, 1), seed: 1);
        double Difference(int distance) => Enumerable.Range(0, 1024).Average(s => Math.Abs(samples.Values[(s * 784) + 392] - samples.Values[(s * 784) + 392 + distance]));
        Assert.True(4 * Difference(1) < Difference(14), $"{Difference(1)} beside, {Difference(14)} across");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("255")]
    [InlineData("255,0")]
    [InlineData("0,many")]
    public void A_bad_range_is_refused(string? text) =>
        Assert.Equal(
            $"--synthetic-range: {text ?? "not given"}, must be LOW,HIGH: the smallest and largest number that the network takes, such as 0,255",
            Assert.Throws<InputException>(() => SyntheticSamples.ParseRange(text)).Message);
}
