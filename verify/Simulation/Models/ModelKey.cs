using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace HwGen.Verify.Simulation.Models;

/// <summary>The name of a model in the cache: a hash over the contents of everything that decides what it is.</summary>
internal static class ModelKey
{
    private static readonly string[] HeaderExtensions = [".v", ".vh", ".sv", ".svh", ".h", ".inc", ".mem", ".hex"];

    /// <summary>Sixteen hex digits. Files count by name and content, not by the folder they lie in.</summary>
    public static string Of(ModelDescription description, string toolVersion)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Text(string text) => hash.AppendData(Encoding.UTF8.GetBytes(text + "\0"));
        void FileContent(string path)
        {
            Text(Path.GetFileName(path));
            hash.AppendData(SHA256.HashData(File.ReadAllBytes(path)));
        }

        Text(toolVersion);
        Text(ShimSource.Read(ShimSource.Shim));
        Text(ShimSource.Read(ShimSource.PrintHeader));
        Text(description.Top);
        foreach (var argument in VerilatorArguments.Options(description))
            Text(argument);
        foreach (var signal in description.PublicSignals)
            Text(signal.ToString());
        Text(description.Optimization.ToString(CultureInfo.InvariantCulture));
        foreach (var source in description.Sources.Concat(description.NativeSources))
            FileContent(source);
        foreach (var folder in description.IncludeFolders)
            foreach (var file in IncludableFiles(folder))
                FileContent(file);
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    private static IEnumerable<string> IncludableFiles(string folder) =>
        Directory.EnumerateFiles(folder)
            .Where(file => HeaderExtensions.Contains(Path.GetExtension(file)))
            .Order(StringComparer.Ordinal);
}
