using HwGen.Core.Errors;
using HwGen.Core.Numerics;

namespace HwGen.Tests.Unit.Core;

public sealed class NumericsTests
{
    [Theory]
    [InlineData(1.0, 32768, 15)]
    [InlineData(0.5, 32768, 16)]
    [InlineData(0.75, 49152, 16)]
    [InlineData(65535.0, 65535, 0)]
    [InlineData(65535.4, 65535, 0)]
    [InlineData(0.0, 0, 0)]
    [InlineData(1.99999, 32768, 14)] // 65535.67 rounds up to 2^16, so the next scale is taken
    [InlineData(1.99997, 65535, 15)]
    [InlineData(2.842170943040401e-14, 262144 >> 3, 60)] // 2^-45
    [InlineData(8.673617379884035e-19, 8, 63)] // 2^-60: the shift ends at 63
    [InlineData(1e-30, 0, 63)]
    public void A_scale_becomes_the_nearest_multiplier_and_shift(double scale, int multiplier, int shift) =>
        Assert.Equal(new Requantization(-3, multiplier, shift), Requantization.FromScale(-3, scale));

    [Theory]
    [InlineData(-0.5, "requantization: scale -0.5, must be 0 to 65535")]
    [InlineData(70000.0, "requantization: scale 70000, must be 0 to 65535")]
    [InlineData(double.NaN, "requantization: scale NaN, must be 0 to 65535")]
    [InlineData(double.PositiveInfinity, "requantization: scale Infinity, must be 0 to 65535")]
    public void A_scale_out_of_range_is_refused(double scale, string message) =>
        Assert.Equal(message, Assert.Throws<InputException>(() => Requantization.FromScale(0, scale)).Message);

    [Fact]
    public void Random_scales_are_met_to_a_part_in_65536()
    {
        var random = new Random(1);
        for (int i = 0; i < 10000; i++)
        {
            double scale = Math.Exp(-30 + (40 * random.NextDouble()));
            Requantization r = Requantization.FromScale(0, scale);
            Assert.InRange(r.Multiplier, 32768, 65535);
            Assert.InRange(Math.Abs(Math.ScaleB(r.Multiplier, -r.Shift) - scale) / scale, 0, 1.0 / 65536);
        }
    }

    [Fact]
    public void A_matrix_checks_its_bounds()
    {
        Matrix<int> matrix = Matrix<int>.Create(2, 3, (row, column) => (10 * row) + column);
        Assert.Equal([0, 1, 2, 10, 11, 12], matrix.Values.ToArray());
        Assert.Equal(12, matrix[1, 2]);
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix[2, 0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix[0, 3]);
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix[0, -1]);
        Assert.Throws<ArgumentException>(() => Matrix<int>.Adopt(2, 2, new int[3]));
        Assert.Equal(Matrix<int>.Adopt(1, 2, [11, 12]), matrix.Part(1, 1, 1, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix.Part(1, 1, 2, 1));
    }

    [Fact]
    public void Bits_are_read_as_they_were_written()
    {
        var random = new Random(2);
        for (int trial = 0; trial < 1000; trial++)
        {
            PackedBits bits = PackedBits.Zeros(128);
            int width = random.Next(1, 33);
            int offset = random.Next(0, 128 - width + 1);
            int value = (int)((long)random.Next(int.MinValue, int.MaxValue) << (32 - width) >> (32 - width));
            bits.Set(offset, width, (uint)value);
            Assert.Equal((int)((uint)value << (32 - width)) >> (32 - width), bits.GetSigned(offset, width));
            Assert.Equal(0u, bits.Get(0, Math.Min(32, offset)));
        }
    }
}
