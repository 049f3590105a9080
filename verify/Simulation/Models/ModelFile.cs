using System.Security.Cryptography;
using System.Text;

namespace HwGen.Verify.Simulation.Models;

/// <summary>A file that decides what a model is, and what was in it when the model was built.</summary>
/// <param name="Place">where it is found: <c>source:3</c> or <c>native:0</c> of the description, <c>include:sub/x.vh</c> in its include
/// folders, or a full path</param>
/// <param name="IsWhole">whether all of it counts, or only what other files notice of it</param>
/// <param name="Hash">of what counts</param>
internal sealed record ModelFile(string Place, bool IsWhole, string Hash)
{
    private const string Source = "source:";
    private const string Native = "native:";
    private const string Include = "include:";

    public static ModelFile OfSource(int index, bool isWhole, string path) => Read($"{Source}{index}", isWhole, path);

    public static ModelFile OfNative(int index, string path) => Read($"{Native}{index}", isWhole: true, path);

    /// <summary>A file that a tool found by itself.</summary>
    public static ModelFile Found(ModelDescription description, string path, bool isWhole)
    {
        foreach (var folder in description.IncludeFolders.Select(Path.GetFullPath))
            if (Path.GetRelativePath(folder, path) is var inside && !inside.StartsWith("..", StringComparison.Ordinal) && !Path.IsPathRooted(inside))
                return Read(Include + inside, isWhole, path);
        return Read(path, isWhole, path);
    }

    /// <summary>Whether the file that a description finds in this place is still the same.</summary>
    public bool IsIn(ModelDescription description) => PathIn(description) is { } path && File.Exists(path) && Digest(path, IsWhole) == Hash;

    private string? PathIn(ModelDescription description)
    {
        if (Place.StartsWith(Source, StringComparison.Ordinal))
            return description.Sources[int.Parse(Place.AsSpan(Source.Length), provider: null)];
        if (Place.StartsWith(Native, StringComparison.Ordinal))
            return description.NativeSources[int.Parse(Place.AsSpan(Native.Length), provider: null)];
        if (Place.StartsWith(Include, StringComparison.Ordinal))
            return description.IncludeFolders.Select(folder => Path.Combine(folder, Place[Include.Length..])).FirstOrDefault(File.Exists);
        return Place;
    }

    private static ModelFile Read(string place, bool isWhole, string path) => new(place, isWhole, Digest(path, isWhole));

    private static string Digest(string path, bool isWhole)
    {
        var bytes = isWhole ? File.ReadAllBytes(path) : Encoding.UTF8.GetBytes(new SourceText(File.ReadAllText(path)).Surface);
        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }
}
