using HwGen.Verify.Axi4;

namespace HwGen.Tests.Cosim.Simulation;

public sealed class Axi4BurstTests
{
    // The addresses of the beats, worked by hand with the formulas of Arm IHI 0022, A3.4.
    [Theory]
    [InlineData(BurstKind.Incr, 0x00, 4, 4, "0 4 8 c", 16)]
    [InlineData(BurstKind.Incr, 0x01, 4, 4, "1 4 8 c", 15)]
    [InlineData(BurstKind.Incr, 0x07, 5, 4, "7 8 c 10 14", 17)]
    [InlineData(BurstKind.Incr, 0x07, 3, 1, "7 8 9", 3)]
    [InlineData(BurstKind.Wrap, 0x34, 4, 4, "34 38 3c 30", 16)]
    [InlineData(BurstKind.Wrap, 0x3e, 8, 2, "3e 30 32 34 36 38 3a 3c", 16)]
    [InlineData(BurstKind.Wrap, 0x30, 2, 8, "30 38", 16)]
    [InlineData(BurstKind.Fixed, 0x22, 3, 4, "22 22 22", 6)]
    public void Beats_have_the_addresses_of_the_standard(BurstKind kind, int address, int beats, int beatBytes, string addresses, int bytes)
    {
        var burst = new Axi4Burst((ulong)address, beats, beatBytes, kind);

        Assert.Equal(addresses, string.Join(' ', Enumerable.Range(0, beats).Select(beat => burst.AddressOf(beat).ToString("x", null))));
        Assert.Equal(bytes, burst.ByteCount);
        Assert.Equal(bytes, Enumerable.Range(0, beats).Sum(burst.BytesOf));
        Assert.All(Enumerable.Range(0, beats), beat => Assert.Equal(Enumerable.Range(0, beat).Sum(burst.BytesOf), burst.OffsetOf(beat)));
    }

    [Theory]
    [InlineData(0x1000, 16, 4, 256, 4)]
    [InlineData(0x1003, 2, 4, 256, 2)]  // one byte before the word's end, one behind
    [InlineData(0x1003, 1, 4, 256, 1)]
    [InlineData(0x1ff9, 100, 4, 256, 2)]  // the page ends
    [InlineData(0x1000, 9000, 4, 256, 256)]
    [InlineData(0x1000, 9000, 128, 256, 32)]
    [InlineData(0x1002, 9000, 4, 1, 1)]
    public void The_longest_burst_ends_with_the_data_the_page_or_the_most_beats(int address, long count, int beatBytes, int most, int beats) =>
        Assert.Equal(new Axi4Burst((ulong)address, beats, beatBytes), Axi4Burst.Longest((ulong)address, count, beatBytes, most));
}
