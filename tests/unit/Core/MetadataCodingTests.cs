using HwGen.Core.Numerics;
using HwGen.Core.Sparsity;

namespace HwGen.Tests.Unit.Core;

public sealed class MetadataCodingTests
{
    [Fact]
    public void Every_mask_of_every_small_block_reads_back()
    {
        for (int block = 1; block <= 9; block++)
        {
            for (int lanes = 1; lanes <= block; lanes++)
            {
                foreach (MetadataCoding coding in MetadataCoding.All(block, lanes))
                {
                    for (int mask = 0; mask < 1 << block; mask++)
                        RequireSame(coding, [.. Enumerable.Range(0, block).Where(i => ((mask >> i) & 1) != 0)]);
                }
            }
        }
    }

    // Slots 0 to 2 hold positions 1, 4, 7; two lanes, so two steps. Fields of step 0 at bit 3, of step 1 at bit 23.
    [Fact]
    public void Bits_are_as_worked_by_hand()
    {
        Assert.Equal((0b100_001UL << 3) | (0b111UL << 23), Bits(new IndexMetadata(8, 2)));
        Assert.Equal(0b1001_0010UL << 3, Bits(new BitmaskMetadata(8, 2)));
        Assert.Equal(0UL, Bits(new NoMetadata(8, 2)));

        static ulong Bits(MetadataCoding coding)
        {
            PackedBits bits = PackedBits.Zeros(64);
            for (int step = 0; step < 2; step++)
                coding.Write(bits, 3 + (20 * step), [1, 4, 7], step);
            return BitConverter.ToUInt64(bits.Bytes);
        }
    }

    [Fact]
    public void An_index_outside_the_block_is_refused()
    {
        PackedBits bits = PackedBits.Zeros(32);
        bits.Set(4, 4, 9);
        MetadataException exception = Assert.Throws<MetadataException>(() => new IndexMetadata(9, 2).Read(new MetadataFields(bits, 0, 8, 1)));
        Assert.Equal("index 9 in lane 1, expected 0 to 8", exception.Message);
    }

    [Fact]
    public void A_bitmask_with_too_many_bits_or_in_a_later_step_is_refused()
    {
        PackedBits bits = PackedBits.Zeros(32);
        bits.Set(0, 8, 0b1011);
        Assert.Equal("bitmask 0xb, expected at most 2 weights kept in 1 steps",
            Assert.Throws<MetadataException>(() => new BitmaskMetadata(8, 2).Read(new MetadataFields(bits, 0, 8, 1))).Message);
        bits.Set(8, 8, 1);
        Assert.Equal("bitmask 0x1 in step 1 of a block, expected 0",
            Assert.Throws<MetadataException>(() => new BitmaskMetadata(8, 2).Read(new MetadataFields(bits, 0, 8, 2))).Message);
    }

    [Theory]
    [InlineData(8, 4, 6.1292830)]
    [InlineData(4, 2, 2.5849625)]
    [InlineData(8, 8, 0)]
    [InlineData(9, 4, 6.9772799)]
    public void Entropy_is_the_logarithm_of_the_binomial(int block, int kept, double bits) =>
        Assert.Equal(bits, MetadataCoding.EntropyBits(block, kept), 5);

    [Fact]
    public void The_largest_weights_are_kept_and_the_first_on_a_tie() =>
        Assert.Equal([false, true, true, false], new NmScheme(2, 4).Keep([1.0, -2.0, 3.0, 2.0]));

    [Fact]
    public void Schemes_of_a_block_keep_what_their_name_says()
    {
        foreach (SparsityScheme scheme in SparsityScheme.All(8).Concat(SparsityScheme.All(1)))
            Assert.Equal(scheme.Kept, scheme.Keep(new double[scheme.Block]).Count(kept => kept));
        Assert.Equal(["dense", "4:8", "4:8, 8 patterns", "blocks of 8, 50%", "blocks of 8, 50%, pivoted"], SparsityScheme.All(8).Select(scheme => scheme.Name));
        Assert.Equal("columns, 50%", SparsityScheme.All(1)[^1].Name);
    }

    private static void RequireSame(MetadataCoding coding, int[] positions)
    {
        int steps = coding.Steps(positions.Length);
        int stride = coding.Width + 3;
        PackedBits bits = PackedBits.Zeros(5 + (stride * steps));
        for (int step = 0; step < steps; step++)
            coding.Write(bits, 5 + (stride * step), positions, step);
        int[] slots = coding.Read(new MetadataFields(bits, 5, stride, steps));
        for (int rank = 0; rank < positions.Length; rank++)
            Assert.Equal(positions[rank], slots[coding.Slot(rank, positions[rank])]);
    }
}
