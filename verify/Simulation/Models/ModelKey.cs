using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace HwGen.Verify.Simulation.Models;

/// <summary>The names in the cache: of a description, by all it says but the contents of its files, and of a model, by these too.</summary>
internal static class ModelKey
{
    /// <summary>Sixteen hex digits. Files count by name, not by the folder they lie in.</summary>
    public static string Of(ModelDescription description, string toolVersion) => Hash(
    [
        toolVersion, ShimSource.Read(ShimSource.Shim), ShimSource.Read(ShimSource.PrintHeader), description.Top,
        .. VerilatorArguments.Options(description),
        .. description.PublicSignals.Select(signal => signal.ToString()),
        description.Optimization.ToString(CultureInfo.InvariantCulture),
        .. description.Sources.Select(Path.GetFileName),
        .. description.IsTimed ? [ShimSource.Read(ShimSource.TimedModel)] : Array.Empty<string>(),
        "native", .. description.NativeSources.Select(Path.GetFileName),
    ]);

    /// <summary>Sixteen hex digits, for a description and what is in the files.</summary>
    public static string Of(string descriptionKey, IEnumerable<ModelFile> files) =>
        Hash([descriptionKey, .. files.Select(file => file.ToString())]);

    private static string Hash(IEnumerable<string?> texts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', texts))))[..16];
}
