using System.Buffers.Binary;
using HwGen.Core.Configuration;
using HwGen.Core.Image;
using HwGen.Core.Numerics;

namespace HwGen.Tests.Unit.Core;

/// <summary>Images worked by hand from docs/design.md, section 3.</summary>
public sealed class ImageBytesTests
{
    // One output channel, blocks of 4, two lanes: fields of 2*8 + 2*2 = 20 bits, streamed in beats of 32.
    [Fact]
    public void A_tiny_image_with_indices_is_as_worked_by_hand()
    {
        ArrayConfiguration c = Samples.Configuration(block: 4, lanes: 2, columns: 1);
        Matrix<int> weights = Matrix<int>.Adopt(8, 1, [0, 5, 0, -1, 7, 0, 0, 0]);
        byte[] bytes = ImageSerializer.ToBytes(ImageEncoder.Encode(c, weights, new ImageRequest { Channels = [new(-2, 0x8000, 20)] }));
        Assert.Equal(
            [
                0x48, 0x57, 0x47, 0x49, 1, 0, 0, 0, .. Hash(c), 1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0,
                2, 0, 1, 0, 0, 0, 0, 0, // 2 blocks of 1 step
                0xfe, 0xff, 0xff, 0xff, 0x00, 0x80, 20, 0,
                0x05, 0xff, 0x7d, 0, 0, 0, 0, 0, // 0xdff05: 5 at 1, -1 at 3; 0x00007: 7 at 0
            ],
            bytes);
    }

    // Two output channels, blocks of 3, one lane, bitmask: fields of 8 + 3 = 11 bits, words of 22; block 1 of 3 is left out.
    [Fact]
    public void A_tiny_image_with_bitmasks_and_a_list_is_as_worked_by_hand()
    {
        ArrayConfiguration c = Samples.Configuration(block: 3, lanes: 1, columns: 2, metadata: MetadataKind.Bitmask);
        Matrix<int> weights = Matrix<int>.Adopt(7, 3, [1, 0, 0, 0, 4, 0, 3, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, 0]);
        WeightImage image = ImageEncoder.Encode(c, weights, new ImageRequest { FindBlockLists = true });
        Assert.Equal(2, image.NTiles);
        byte[] bytes = ImageSerializer.ToBytes(image);
        Assert.Equal(
            [
                0x48, 0x57, 0x47, 0x49, 1, 0, 0, 0, .. Hash(c), 2, 0, 0, 0, 1, 0, 0, 0, 5, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0,
                2, 0, 0x42, 0, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, // 2 blocks of 2 steps from a list; 1 block of zeros, 1 step
                0, 0, 2, 0, 0, 0, 0, 0,
                .. new byte[32],
                .. Words(22, 0b110_00000100_101_00000001, 0b000_00000101_000_00000011, 0b001_11111111_000_00000000, 0, 0),
            ],
            bytes);
    }

    [Fact]
    public void Without_metadata_a_weight_stands_at_its_place()
    {
        ArrayConfiguration c = Samples.Configuration(block: 3, lanes: 2, columns: 1, scheme: SchemeKind.Dense);
        WeightImage image = ImageEncoder.Encode(c, Matrix<int>.Adopt(4, 1, [0, 2, 3, -4]), new ImageRequest());
        Assert.Equal([0x00, 0x02, 0x03, 0x00, 0xfc, 0x00, 0x00, 0x00], image.Weights.Bytes.ToArray());
    }

    [Fact]
    public void Memory_files_hold_one_word_a_line()
    {
        ArrayConfiguration c = Samples.Configuration(block: 4, lanes: 2, columns: 1);
        WeightImage image = ImageEncoder.Encode(c, Matrix<int>.Adopt(8, 1, [0, 5, 0, -1, 7, 0, 0, 0]), new ImageRequest { Channels = [new(-2, 0x8000, 20)] });
        Dictionary<string, string> files = MemoryContents.Of(image).ToDictionary(memory => memory.Name, memory => memory.ToReadmemh());
        Assert.Equal("dff05\n00007\n", files["weights"]);
        Assert.Equal("0000000000010002\n", files["tiles"]);
        Assert.Equal("", files["lists"]);
        Assert.Equal("00148000fffffffe\n", files["requantize"]);
    }

    [Fact]
    public void The_checksum_is_that_of_IEEE_802_3() => Assert.Equal(0xcbf43926u, Crc32.Of("123456789"u8));

    private static byte[] Hash(ArrayConfiguration c)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, c.Hash);
        return bytes;
    }

    // Words one after the other without gaps, padded to beats of 8 bytes.
    private static byte[] Words(int width, params ulong[] words)
    {
        System.Numerics.BigInteger all = 0;
        for (int i = words.Length - 1; i >= 0; i--)
            all = (all << width) | words[i];
        var bytes = new byte[((width * words.Length) + 31) / 32 * 4];
        all.TryWriteBytes(bytes, out _, isUnsigned: true);
        return bytes;
    }
}
