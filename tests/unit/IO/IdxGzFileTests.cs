using System.IO.Compression;
using HwGen.Core.Errors;
using HwGen.Core.IO;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Unit.IO;

public sealed class IdxGzFileTests
{
    private static readonly byte[] TwoByThree = [0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 255];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_file_is_read_gzipped_or_not(bool isZipped)
    {
        using var folder = new ScratchFolder();
        using (Stream file = File.Create(folder.At("a")))
        using (var target = isZipped ? new GZipStream(file, CompressionLevel.Fastest) : file)
            target.Write(TwoByThree);
        var tensor = IdxGzFile.Read(folder.At("a"));
        Assert.Equal([2, 3], tensor.Shape);
        Assert.Equal<byte>([1, 2, 3, 4, 5, 255], tensor.Values);
    }

    [Theory]
    [InlineData(new byte[] { 1, 2, 3, 4 }, "a: no idx header, must be a file that starts with 00 00 08 and the number of dimensions")]
    [InlineData(new byte[] { 0, 0, 13, 1, 0, 0, 0, 1, 1 }, "a: idx element type 0x0d, must be 0x08 (unsigned bytes)")]
    [InlineData(new byte[] { 0, 0, 8, 2, 0, 0, 0, 1 }, "a: 2 dimensions in 8 bytes, must be 1 or more dimensions and 12 bytes of header")]
    [InlineData(new byte[] { 0, 0, 8, 1, 0, 0, 0, 3, 1, 2 }, "a: 2 bytes of numbers, must be 3 for 3")]
    [InlineData(new byte[] { 0, 0, 8, 1, 255, 0, 0, 0, 1 }, "a: dimension 4278190080, must be at most 2147483647 numbers in all")]
    public void A_bad_file_is_refused(byte[] file, string message) =>
        Assert.Equal(message, Assert.Throws<InputException>(() => IdxGzFile.Parse(file, "a")).Message);

    [Fact]
    public void Damaged_gzip_data_is_refused()
    {
        using var folder = new ScratchFolder();
        File.WriteAllBytes(folder.At("a.gz"), [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0xff]);
        var message = Assert.Throws<InputException>(() => IdxGzFile.Read(folder.At("a.gz"))).Message;
        Assert.Contains("a.gz: damaged gzip data (", message, StringComparison.Ordinal);
    }
}
