using HwGen.Core.Configuration;
using HwGen.Core.Errors;

namespace HwGen.Core.Image;

/// <summary>Reads the files of an image: NAME.json and, beside it, NAME.bin.</summary>
public static class ImageReader
{
    /// <summary>Reads an image for the configuration that its manifest states.</summary>
    /// <param name="path">NAME.json or NAME.bin</param>
    /// <exception cref="InputException">every fault: in the manifest with its key, in the image with section, offset, found, expected</exception>
    public static WeightImage Read(string path) => Read(path, null);

    /// <summary>Reads an image for a configuration.</summary>
    /// <param name="path">NAME.json or NAME.bin</param>
    /// <param name="expected">the array that the image must be for; null for the one that the manifest states</param>
    /// <exception cref="InputException">every fault: in the manifest with its key, in the image with section, offset, found, expected</exception>
    public static WeightImage Read(string path, ArrayConfiguration? expected)
    {
        string manifestPath = Path.ChangeExtension(path, ".json");
        string imagePath = Path.ChangeExtension(path, ".bin");
        string text = Load(manifestPath, File.ReadAllText);
        ManifestContent manifest = new ManifestParser(manifestPath).Parse(text);
        if (expected is not null && expected.Hash != manifest.Configuration.Hash)
            throw new InputException(manifestPath, $"configuration_hash: 0x{manifest.Configuration.Hash:x8} ({manifest.Configuration.Name}), expected 0x{expected.Hash:x8} ({expected.Name})");
        byte[] bytes = Load(imagePath, File.ReadAllBytes);
        var faults = new ImageFaults(imagePath);
        RequireSections(manifest, bytes, faults);
        WeightImage? image = ImageParser.Parse(bytes, expected ?? manifest.Configuration, faults, manifest.Shape);
        faults.Stop();
        RequireSameSections(manifest, image!, manifestPath);
        return image! with { Notes = manifest.Notes };
    }

    private static T Load<T>(string path, Func<string, T> load)
    {
        try
        {
            return load(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException(path, exception is FileNotFoundException or DirectoryNotFoundException ? "no such file" : $"cannot be read: {exception.Message}");
        }
    }

    private static void RequireSections(ManifestContent manifest, byte[] bytes, ImageFaults faults)
    {
        foreach (ManifestSection section in manifest.Sections)
        {
            if (section.Offset + section.Bytes > bytes.Length)
            {
                faults.Add(section.Name, section.Offset, $"image of {bytes.Length} bytes", $"at least {section.Offset + section.Bytes}");
                continue;
            }

            uint crc = Crc32.Of(bytes.AsSpan((int)section.Offset, (int)section.Bytes));
            if (crc != section.Crc32)
                faults.Add(section.Name, section.Offset, $"CRC-32 0x{crc:x8}", $"0x{section.Crc32:x8}");
        }
    }

    private static void RequireSameSections(ManifestContent manifest, WeightImage image, string manifestPath)
    {
        IReadOnlyList<ImageSection> sections = image.Layout.All;
        string found = string.Join(", ", manifest.Sections.Select(section => $"{section.Name} {section.Offset}+{section.Bytes}"));
        string expected = string.Join(", ", sections.Select(section => $"{section.Name} {section.Offset}+{section.Bytes}"));
        if (found != expected)
            throw new InputException(manifestPath, $"sections: {found}, expected {expected}");
    }
}
