using System.Collections.Immutable;
using System.Text.Json;
using HwGen.Core.Errors;

namespace HwGen.Core.MemoryFiles;

/// <summary>What an export consists of: <c>manifest.json</c> in its folder.</summary>
/// <param name="Version">1</param>
/// <param name="Configuration">name of the configuration</param>
/// <param name="ConfigurationHash">its hash, eight hexadecimal digits</param>
/// <param name="Image">name of the image</param>
/// <param name="Files">all files but this one</param>
public sealed record MemoryFileManifest(
    int Version, string Configuration, string ConfigurationHash, string Image, ImmutableArray<MemoryFileEntry> Files)
{
    /// <summary>Its name in the folder.</summary>
    public const string FileName = "manifest.json";

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>The JSON text.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json) + "\n";

    /// <summary>Reads a manifest.</summary>
    /// <exception cref="InputException">it is not one, or of another version</exception>
    public static MemoryFileManifest Parse(string text, string where)
    {
        try
        {
            MemoryFileManifest? manifest = JsonSerializer.Deserialize<MemoryFileManifest>(text, Json);
            return manifest is { Version: 1 } ? manifest : throw new InputException(where, $"version {manifest?.Version}, must be 1");
        }
        catch (JsonException exception)
        {
            throw new InputException($"{where}:{exception.LineNumber + 1}", $"is no manifest: {exception.Message}");
        }
    }
}
