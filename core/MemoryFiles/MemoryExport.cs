using System.Collections.Immutable;
using HwGen.Core.Configuration;
using HwGen.Core.Errors;
using HwGen.Core.Image;
using HwGen.Core.IO;

namespace HwGen.Core.MemoryFiles;

/// <summary>Writes and checks folders with the memories of an image in the formats of other tools.</summary>
public static class MemoryExport
{
    /// <summary>The files of an export and its manifest, the manifest last.</summary>
    /// <param name="image">the image; of an array with <c>memory.preload</c> the memories are <see cref="PreloadedMemories"/></param>
    /// <param name="name">its name</param>
    /// <param name="formats">at least one</param>
    /// <param name="isTrimmed">only the words that the image fills; otherwise the whole memory, zeros behind them</param>
    public static IReadOnlyList<(string Name, byte[] Content)> Files(WeightImage image, string name, IReadOnlyList<MemoryFormat> formats, bool isTrimmed)
    {
        IEnumerable<MemoryContent> contents = image.Configuration.Preload ? PreloadedMemories.Of(image) : MemoryContents.Of(image);
        return Files(image.Configuration, name, formats, [.. contents.Where(content => !isTrimmed || content.Words > 0)
            .Select(content => (MemoryWords.Of(content, isTrimmed ? content.Words : content.Depth), content.Words))]);
    }

    /// <summary>What an array with <c>memory.preload</c> is generated with: <see cref="PreloadPlaceholder"/> for <c>$readmemh</c>, the manifest last.</summary>
    public static IReadOnlyList<(string Name, byte[] Content)> Placeholder(ArrayConfiguration configuration) =>
        Files(configuration, PreloadPlaceholder.ImageName, [new ReadmemhFormat()], [.. PreloadPlaceholder.Of(configuration).Select(words => (words, 0))]);

    /// <summary>Reads every file of an export strictly and compares all formats of a memory with each other.</summary>
    /// <exception cref="InputException">everything that is wrong, each with its file</exception>
    public static MemoryFileManifest Check(string folder) => Read(folder).Manifest;

    /// <summary>Reads an export as <see cref="Check"/> does, and gives its memories.</summary>
    /// <exception cref="InputException">everything that is wrong, each with its file</exception>
    public static (MemoryFileManifest Manifest, IReadOnlyList<MemoryWords> Memories) Read(string folder)
    {
        string path = Path.Combine(folder, MemoryFileManifest.FileName);
        var manifest = MemoryFileManifest.Parse(System.Text.Encoding.UTF8.GetString(IoErrors.ReadAllBytes(path)), path);
        var errors = new List<InputError>();
        var first = new Dictionary<string, (string File, MemoryWords Words)>();
        foreach (MemoryFileEntry entry in manifest.Files)
        {
            try
            {
                Check(folder, entry, first);
            }
            catch (InputException exception)
            {
                errors.AddRange(exception.Errors);
            }
        }

        return errors.Count == 0
            ? (manifest, [.. manifest.Files.Select(entry => entry.Memory).Distinct().Select(memory => first[memory].Words)])
            : throw new InputException(errors);
    }

    private static List<(string Name, byte[] Content)> Files(
        ArrayConfiguration configuration, string name, IReadOnlyList<MemoryFormat> formats, IReadOnlyList<(MemoryWords Words, int Used)> memories)
    {
        var files = new List<(string, byte[])>();
        var entries = ImmutableArray.CreateBuilder<MemoryFileEntry>();
        foreach ((MemoryWords words, int used) in memories)
        {
            MemoryShape shape = words.Shape;
            foreach (MemoryFormat format in formats)
            {
                string file = $"{shape.Name}.{format.Extension}";
                byte[] bytes = format.Write(words);
                files.Add((file, bytes));
                entries.Add(new MemoryFileEntry(file, shape.Name, format.Extension, shape.Width, shape.Depth, used, Crc32.Of(bytes).ToString("x8")));
            }
        }

        var manifest = new MemoryFileManifest(1, configuration.Name, configuration.Hash.ToString("x8"), name, entries.ToImmutable());
        files.Add((MemoryFileManifest.FileName, System.Text.Encoding.UTF8.GetBytes(manifest.ToJson())));
        return files;
    }

    private static void Check(string folder, MemoryFileEntry entry, Dictionary<string, (string File, MemoryWords Words)> first)
    {
        string path = Path.Combine(folder, entry.File);
        MemoryFormat format = MemoryFormat.All.FirstOrDefault(format => format.Extension == entry.Format)
            ?? throw new InputException(path, $"format {entry.Format}, must be one of {string.Join(", ", MemoryFormat.All.Select(format => format.Extension))}");
        if (entry.Width < 1 || entry.Depth < 1 || (long)entry.Width * entry.Depth > int.MaxValue)
            throw new InputException(path, $"{entry.Depth} words of {entry.Width} bits, must be at least one of each and at most 2^31 bits");
        byte[] bytes = IoErrors.ReadAllBytes(path);
        MemoryWords words = format.Read(bytes, new MemoryShape(entry.Memory, entry.Width, entry.Depth), path);
        string crc = Crc32.Of(bytes).ToString("x8");
        if (crc != entry.Crc32)
            throw new InputException(path, $"CRC-32 {crc}, must be {entry.Crc32} as {MemoryFileManifest.FileName} says");
        if (!first.TryAdd(entry.Memory, (entry.File, words)) && !first[entry.Memory].Words.Bytes.Span.SequenceEqual(words.Bytes.Span))
            throw new InputException(path, $"other words than {first[entry.Memory].File}");
    }
}
