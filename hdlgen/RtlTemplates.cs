using System.Collections.Immutable;
using System.Reflection;

namespace HwGen.Hdlgen;

/// <summary>The hand-written modules, which travel inside this assembly.</summary>
public static class RtlTemplates
{
    private const string Folder = "rtl-templates/";

    /// <summary>All modules, sorted by name.</summary>
    public static ImmutableArray<RtlTemplate> All { get; } = [.. Names().Select(Read)];

    private static IEnumerable<string> Names() =>
        Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    private static RtlTemplate Read(string resource)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        return new RtlTemplate(Path.GetFileNameWithoutExtension(resource[Folder.Length..]), reader.ReadToEnd());
    }
}
