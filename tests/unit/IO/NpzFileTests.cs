using System.IO.Compression;
using HwGen.Core.Errors;
using HwGen.Core.IO;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Unit.IO;

public sealed class NpzFileTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Optimal)]
    public void Stored_and_deflated_archives_are_read(CompressionLevel level)
    {
        var path = _folder.At("a.npz");
        using (var archive = ZipFile.Open(path, ZipArchiveMode.Create))
        using (var entry = archive.CreateEntry("x.npy", level).Open())
            entry.Write(NpyFile.Format(new Tensor<int>([5, 6], 2)));
        Assert.Equal([5, 6], NpzFile.Read(path)["x"].ToInt32().Values);
    }

    [Fact]
    public void The_same_arrays_give_the_same_bytes()
    {
        var arrays = new Dictionary<string, byte[]>
        {
            ["b"] = NpyFile.Format(new Tensor<float>([1, 2], 2)),
            ["a"] = NpyFile.Format(new Tensor<sbyte>([3], 1)),
        };
        NpzFile.Write(_folder.At("one.npz"), arrays);
        NpzFile.Write(_folder.At("two.npz"), arrays.Reverse());
        Assert.Equal(File.ReadAllBytes(_folder.At("one.npz")), File.ReadAllBytes(_folder.At("two.npz")));
        Assert.Equal(["a", "b"], NpzFile.Read(_folder.At("one.npz")).Keys);
    }

    [Fact]
    public void A_truncated_archive_is_refused()
    {
        var path = _folder.At("a.npz");
        NpzFile.Write(path, new Dictionary<string, byte[]> { ["x"] = NpyFile.Format(new Tensor<int>([5, 6], 2)) });
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..60]);
        var message = Assert.Throws<InputException>(() => NpzFile.Read(path)).Message;
        Assert.StartsWith($"{path}: a damaged archive (", message, StringComparison.Ordinal);
        Assert.EndsWith("), must be a .npz file, stored or deflated", message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_archive_without_arrays_is_refused()
    {
        var path = _folder.At("a.npz");
        using (var archive = ZipFile.Open(path, ZipArchiveMode.Create))
            archive.CreateEntry("readme.txt");
        Assert.Equal($"{path}: no arrays, must be at least one member NAME.npy", Assert.Throws<InputException>(() => NpzFile.Read(path)).Message);
    }

    [Fact]
    public void A_bad_member_is_named()
    {
        var path = _folder.At("a.npz");
        NpzFile.Write(path, new Dictionary<string, byte[]> { ["x"] = [1, 2, 3] });
        Assert.Equal($"{path}[x]: no .npy header, must be a file that starts with \\x93NUMPY", Assert.Throws<InputException>(() => NpzFile.Read(path)).Message);
    }
}
