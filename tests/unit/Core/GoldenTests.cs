using System.Numerics;
using HwGen.Core.Errors;
using HwGen.Core.Golden;
using HwGen.Core.Numerics;

namespace HwGen.Tests.Unit.Core;

public sealed class GoldenTests
{
    [Fact]
    public void A_product_is_as_worked_by_hand()
    {
        Matrix<int> activations = Matrix<int>.Adopt(2, 3, [1, 2, 3, -4, 5, -6]);
        Matrix<int> weights = Matrix<int>.Adopt(3, 2, [7, -8, 9, 10, -11, 12]);
        Assert.Equal(Matrix<long>.Adopt(2, 2, [-8, 48, 83, 10]), GoldenGemm.Multiply(activations, weights));
        Assert.Equal(Matrix<long>.Adopt(2, 2, [-7, 46, 84, 8]), GoldenGemm.AddBias(GoldenGemm.Multiply(activations, weights), [1, -2]));
    }

    [Theory]
    [InlineData(127)]
    [InlineData(40000)]
    public void Narrow_and_wide_products_equal_the_sum_of_big_integers(int largest)
    {
        var random = new Random(largest);
        Matrix<int> activations = Matrix<int>.Create(5, 70, (_, _) => random.Next(-largest, largest));
        Matrix<int> weights = Matrix<int>.Create(70, 37, (_, _) => random.Next(-largest, largest));
        Matrix<long> product = GoldenGemm.Multiply(activations, weights);
        for (int m = 0; m < 5; m++)
        {
            for (int n = 0; n < 37; n++)
            {
                BigInteger sum = 0;
                for (int k = 0; k < 70; k++)
                    sum += (BigInteger)activations[m, k] * weights[k, n];
                Assert.Equal(sum, product[m, n]);
            }
        }
    }

    [Fact]
    public void Weights_of_0_may_be_left_out()
    {
        var random = new Random(3);
        Matrix<int> activations = Matrix<int>.Create(4, 30, (_, _) => random.Next(-40000, 40000));
        Matrix<int> weights = Matrix<int>.Create(30, 7, (k, n) => (k + n) % 5 == 0 ? random.Next(-40000, 40000) : 0);
        Assert.Equal(GoldenGemm.Multiply(activations, weights), GoldenGemm.MultiplyNonzero(activations, weights));
        Assert.Throws<ArgumentException>(() => GoldenGemm.MultiplyNonzero(weights, activations));
    }

    [Fact]
    public void Sums_beyond_64_bits_are_not_wrapped() =>
        Assert.Throws<OverflowException>(() => GoldenGemm.Multiply(
            Matrix<int>.Adopt(1, 4, [int.MinValue, int.MinValue, int.MinValue, int.MinValue]),
            Matrix<int>.Adopt(4, 1, [int.MinValue, int.MinValue, int.MinValue, int.MinValue])));

    [Fact]
    public void Shapes_that_do_not_fit_are_refused() =>
        Assert.StartsWith("activations have 3 columns, weights 2 rows; must be equal", Assert.Throws<ArgumentException>(
            () => GoldenGemm.Multiply(Matrix<int>.Adopt(1, 3, [1, 2, 3]), Matrix<int>.Adopt(2, 1, [1, 2]))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(0, 0, 1, 0, 0)]
    [InlineData(1, 0, 1, 1, 1)] // 0.5
    [InlineData(-1, 0, 1, 1, -1)] // -0.5
    [InlineData(3, 0, 1, 1, 2)] // 1.5
    [InlineData(-3, 0, 1, 1, -2)] // -1.5
    [InlineData(-5, 0, 1, 1, -3)] // -2.5
    [InlineData(5, 0, 1, 2, 1)] // 1.25
    [InlineData(-5, 0, 1, 2, -1)] // -1.25
    [InlineData(-6, 0, 1, 2, -2)] // -1.5
    [InlineData(-7, 0, 1, 2, -2)] // -1.75
    [InlineData(5, -8, 1, 1, -2)] // (5 - 8) / 2
    [InlineData(100, 0, 1, 0, 100)] // shift 0 rounds nothing
    [InlineData(-100, 0, 1, 0, -100)]
    [InlineData(1000, 0, 65535, 63, 0)]
    [InlineData(1L << 47, 0, 32768, 63, 1)] // 2^62 / 2^63 = 0.5
    [InlineData(-(1L << 47), 0, 32768, 63, -1)]
    [InlineData((1L << 47) - 1, 0, 32768, 63, 0)]
    [InlineData(int.MaxValue, int.MaxValue, 65535, 40, 127)] // 255.996 is clamped
    [InlineData(int.MinValue, int.MinValue, 65535, 40, -128)]
    [InlineData(12345, 0, 0, 0, 0)]
    public void Rounding_is_half_away_from_zero(long sum, int bias, int multiplier, int shift, int expected) =>
        Assert.Equal(expected, GoldenRequantizer.Apply(sum, new Requantization(bias, multiplier, shift), new OutputQuantization(0, -128, 127)));

    [Theory]
    [InlineData(-1, 3, 2)] // -0.5 is rounded to -1 before 3 is added
    [InlineData(1, -3, -2)]
    [InlineData(300, -100, 50)]
    [InlineData(-300, 100, 0)]
    [InlineData(-250, 100, 0)]
    public void The_zero_point_is_added_after_rounding_and_before_the_clamp(long sum, int zeroPoint, int expected) =>
        Assert.Equal(expected, GoldenRequantizer.Apply(sum, new Requantization(0, 1, 1), new OutputQuantization(zeroPoint, zeroPoint < 0 ? -100 : 0, 100)));

    [Fact]
    public void Raw_outputs_wrap_at_32_bits() =>
        Assert.Equal(
            Matrix<int>.Adopt(1, 2, [int.MinValue, 4]),
            GoldenRequantizer.ApplyRaw(Matrix<long>.Adopt(1, 2, [int.MaxValue, 1L << 32]), [new(1, 0, 0), new(4, 9, 9)]));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(127, 8)]
    [InlineData(128, 9)]
    [InlineData(int.MaxValue, 32)]
    [InlineData(1L << 31, 33)]
    public void Accumulator_bits_hold_both_signs(long largest, int bits) => Assert.Equal(bits, AccumulatorRange.Bits(largest));

    [Fact]
    public void An_accumulator_that_could_wrap_is_refused()
    {
        Matrix<int> weights = Matrix<int>.Adopt(2, 2, [1, 127, -1, -127]);
        Assert.Equal([256L, 32512L], AccumulatorRange.Largest(weights, 128));
        AccumulatorRange.Require(weights, 128, 16, "fc1");
        Assert.Equal("fc1: output channel 1: sums up to 32512 need an accumulator of 16 bits, numbers.accumulator_bits is 15",
            Assert.Throws<InputException>(() => AccumulatorRange.Require(weights, 128, 15, "fc1")).Message);
    }
}
