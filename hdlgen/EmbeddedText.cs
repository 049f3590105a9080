using System.Collections.Immutable;
using System.Reflection;

namespace HwGen.Hdlgen;

/// <summary>Texts of the repository that travel inside this assembly, by their paths in it.</summary>
internal static class EmbeddedText
{
    /// <summary>Paths below a folder, sorted.</summary>
    /// <param name="folder">ends in a slash</param>
    public static ImmutableArray<string> Below(string folder) =>
    [
        .. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(path => path.StartsWith(folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The text at a path, which must be there.</summary>
    public static string Read(string path)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(path)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
