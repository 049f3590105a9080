using HwGen.Core.Configuration;
using HwGen.Core.Errors;
using HwGen.Core.Image;
using HwGen.Core.Numerics;

namespace HwGen.Tests.Unit.Core;

/// <summary>One image, damaged in every way there is, without checksums to help.</summary>
/// <remarks>N-tile 2, blocks of 3, two lanes, index: words of 40 bits, beats of 8 bytes. K = 10 (4 blocks), N = 3 (2 tiles):
/// header 0, tiles 32, lists 48, requantize 56, weights 88 to 118, end 120.</remarks>
public sealed class ImageDamageTests
{
    private readonly ArrayConfiguration _configuration = Samples.Configuration(block: 3, lanes: 2, columns: 2, metadata: MetadataKind.Index);
    private readonly MatrixShape _shape = new(10, 3);
    private readonly byte[] _good;

    public ImageDamageTests()
    {
        Matrix<int> weights = Matrix<int>.Create(10, 3, (k, n) => n < 2 && k is 0 or 2 or 9 ? k + n + 1 : n == 2 && k < 6 && k % 3 != 0 ? -k : 0);
        var request = new ImageRequest { BlockLists = [[0, 3], null], Channels = [new(1, 2, 3), new(4, 5, 6), new(7, 8, 9)] };
        _good = ImageSerializer.ToBytes(ImageEncoder.Encode(_configuration, weights, request));
    }

    [Fact]
    public void The_image_is_good_before_it_is_damaged() => Assert.Equal(120, Parse(_good).Layout.Bytes);

    [Theory]
    [InlineData(0, 0, "section header, offset 0: magic 0x49475700, expected 0x49475748 (HWGI)")]
    [InlineData(4, 2, "section header, offset 4: version 2, expected 1")]
    [InlineData(12, 0, "section header, offset 12: 0 N-tiles, expected 1 to 256")]
    [InlineData(13, 9, "section header, offset 12: 2306 N-tiles, expected 1 to 256")]
    [InlineData(12, 3, "section weights, offset 112: image of 120 bytes, expected 144 by the counts in the header")]
    [InlineData(17, 0x80, "section header, offset 16: 32769 list words, expected 0 to 1024")]
    [InlineData(16, 2, "section weights, offset 96: image of 120 bytes, expected 128 by the counts in the header")]
    [InlineData(23, 0x80, "section header, offset 20: 2147483654 weight words, expected 1 to 13107")]
    [InlineData(20, 7, "section weights, offset 88: image of 120 bytes, expected 128 by the counts in the header")]
    [InlineData(20, 5, "section header, offset 20: 5 weight words, expected 6 by the tile table")]
    [InlineData(24, 5, "section header, offset 24: 5 K-blocks, expected 4 for 10 rows")]
    [InlineData(26, 1, "section header, offset 24: 65540 K-blocks, expected 1 to 65535")]
    [InlineData(28, 1, "section header, offset 28: 0x00000001 in the last word, expected 0")]
    [InlineData(32, 0, "section tiles, offset 32: 0 blocks in N-tile 0, expected 1 to 4")]
    [InlineData(40, 5, "section tiles, offset 40: 5 blocks in N-tile 1, expected 1 to 4")]
    [InlineData(42, 0, "section tiles, offset 40: 0 steps in N-tile 1, expected 1 to 2")]
    [InlineData(42, 3, "section tiles, offset 40: 3 steps in N-tile 1, expected 1 to 2")]
    [InlineData(42, 2, "section header, offset 20: 6 weight words, expected 10 by the tile table")]
    [InlineData(43, 1, "section tiles, offset 40: 0x2 in bits 31:23 of N-tile 1, expected 0")]
    [InlineData(36, 1, "section tiles, offset 32: list offset 1 in N-tile 0, expected 0")]
    [InlineData(44, 1, "section tiles, offset 40: list offset 1 in N-tile 1, expected 0")]
    [InlineData(50, 4, "section lists, offset 50: block 4 in the list of N-tile 0, expected 1 to 3")]
    [InlineData(50, 0, "section lists, offset 50: block 0 in the list of N-tile 0, expected 1 to 3")]
    [InlineData(52, 1, "section lists, offset 52: 1 behind the last list, expected 0")]
    [InlineData(62, 0x40, "section requantize, offset 56: 0x1 in bits 63:54 of channel 0, expected 0")]
    [InlineData(80, 1, "section requantize, offset 80: 0x1 in padding channel 3, expected 0")]
    [InlineData(90, 0x0f, "section weights, offset 88: index 3 in lane 0, expected 0 to 2")]
    [InlineData(90, 0x00, "section weights, offset 89: weight[0,0] a second time, expected each position once in a block")]
    [InlineData(94, 0x01, "section weights, offset 94: weight[9,0] a second time, expected each position once in a block")]
    [InlineData(95, 0xb1, "section weights, offset 93: weight[10,0] is 10, expected 0 outside 10 x 3")]
    [InlineData(119, 1, "section weights, offset 119: padding byte 0x01, expected 0")]
    public void A_changed_byte_is_refused(int offset, byte value, string message)
    {
        byte[] bytes = [.. _good];
        Assert.NotEqual(value, bytes[offset]);
        bytes[offset] = value;
        Assert.Contains($"fc1.bin: {message}", Refused(bytes));
    }

    [Theory]
    [InlineData(0, "section header, offset 0: 0 bytes, expected at least 32")]
    [InlineData(31, "section header, offset 0: 31 bytes, expected at least 32")]
    [InlineData(32, "section weights, offset 88: image of 32 bytes, expected 120 by the counts in the header")]
    [InlineData(119, "section weights, offset 88: image of 119 bytes, expected 120 by the counts in the header")]
    [InlineData(128, "section weights, offset 88: image of 128 bytes, expected 120 by the counts in the header")]
    public void A_truncated_or_oversized_image_is_refused(int length, string message)
    {
        byte[] bytes = [.. _good];
        Array.Resize(ref bytes, length);
        Assert.Equal([$"fc1.bin: {message}"], Refused(bytes));
    }

    [Fact]
    public void An_image_for_another_array_is_refused()
    {
        ArrayConfiguration other = _configuration with { Name = "other", AccumulatorBits = 24 };
        Assert.Equal($"fc1.bin: section header, offset 8: configuration hash 0x{_configuration.Hash:x8}, expected 0x{other.Hash:x8} (other)",
            Assert.Throws<InputException>(() => ImageParser.Parse(_good, other, "fc1.bin", _shape)).Message);
    }

    [Fact]
    public void No_changed_bit_ends_in_anything_but_a_message_or_an_image()
    {
        for (int bit = 0; bit < 8 * _good.Length; bit++)
        {
            byte[] bytes = [.. _good];
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            try
            {
                Assert.Equal(bytes, ImageSerializer.ToBytes(Parse(bytes)));
            }
            catch (InputException exception)
            {
                Assert.All(exception.Errors, error => Assert.Matches("^section [a-z]+, offset [0-9]+: .+, expected .+$", error.Message));
            }
        }
    }

    private WeightImage Parse(byte[] bytes) => ImageParser.Parse(bytes, _configuration, "fc1.bin", _shape);

    private string[] Refused(byte[] bytes) => [.. Assert.Throws<InputException>(() => Parse(bytes)).Errors.Select(error => error.ToString())];
}
