using System.IO.Compression;

namespace HwGen.Core.IO;

/// <summary>Reads and writes .npz archives: named .npy arrays, stored or deflated.</summary>
public static class NpzFile
{
    private const string Extension = ".npy";

    private static readonly DateTimeOffset FixedTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <returns>the arrays by name, without <c>.npy</c></returns>
    public static IReadOnlyDictionary<string, NpyArray> Read(string path)
    {
        using var stream = new MemoryStream(IoErrors.ReadAllBytes(path));
        var arrays = new SortedDictionary<string, NpyArray>(StringComparer.Ordinal);
        try
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read);
            foreach (var entry in archive.Entries)
                if (entry.FullName.EndsWith(Extension, StringComparison.Ordinal))
                    arrays[entry.FullName[..^Extension.Length]] = ReadEntry(entry, $"{path}[{entry.FullName[..^Extension.Length]}]");
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or NotSupportedException)
        {
            throw IoErrors.Refuse(path, $"a damaged archive ({e.Message})", "a .npz file, stored or deflated");
        }

        return arrays.Count > 0 ? arrays : throw IoErrors.Refuse(path, "no arrays", "at least one member NAME.npy");
    }

    /// <summary>Writes the arrays, deflated, sorted by name, without time: the same arrays give the same bytes.</summary>
    /// <param name="path">file, replaced if it exists</param>
    /// <param name="arrays">bytes of a .npy file by name, as <see cref="NpyFile.Format"/> gives them</param>
    public static void Write(string path, IEnumerable<KeyValuePair<string, byte[]>> arrays)
    {
        using var stream = File.Create(path);
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create);
        foreach (var (name, bytes) in arrays.OrderBy(a => a.Key, StringComparer.Ordinal))
        {
            var entry = archive.CreateEntry(name + Extension, CompressionLevel.Optimal);
            entry.LastWriteTime = FixedTime;
            using var content = entry.Open();
            content.Write(bytes);
        }
    }

    private static NpyArray ReadEntry(ZipArchiveEntry entry, string source)
    {
        if (entry.Length > Array.MaxLength)
            throw IoErrors.Refuse(source, $"{entry.Length} bytes", $"at most {Array.MaxLength}");
        using var content = entry.Open();
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return bytes.Length == entry.Length
            ? NpyFile.Parse(bytes.GetBuffer().AsSpan(0, (int)bytes.Length), source)
            : throw IoErrors.Refuse(source, $"{bytes.Length} bytes", $"{entry.Length}");
    }
}
