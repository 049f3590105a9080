using System.Security.Cryptography;
using System.Text;

namespace HwGen.Verify.Simulation.Models;

/// <summary>Files that models read with <c>$readmemh</c> when a simulation begins. The path is compiled into a model, so a folder is named by what it holds
/// and lies beside the compiled models.</summary>
/// <remarks>Several threads and processes may keep the same contents at once. Folders that no model was described with for a day go with the next model built.</remarks>
public static class PreloadStore
{
    internal const string Folder = "memories";

    /// <summary>Keeps a copy of contents.</summary>
    /// <param name="folder">with a file <c>.mem</c> for each memory, as <c>$readmemh</c> reads it</param>
    /// <returns>full path of the copy</returns>
    public static string Keep(string folder)
    {
        string[] files = [.. Directory.GetFiles(folder, "*.mem").Order(StringComparer.Ordinal)];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string file in files)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetFileName(file) + "\n"));
            hash.AppendData(File.ReadAllBytes(file));
        }

        string kept = Path.Combine(Path.GetFullPath(ModelBuilder.DefaultFolder()), Folder, Convert.ToHexStringLower(hash.GetHashAndReset())[..16]);
        if (!Directory.Exists(kept))
            Copy(files, kept);
        ModelEviction.Touch(kept);
        return kept;
    }

    private static void Copy(string[] files, string kept)
    {
        string unfinished = $"{kept}.{Environment.ProcessId}-{Environment.CurrentManagedThreadId}";
        Directory.CreateDirectory(unfinished);
        foreach (string file in files)
            File.Copy(file, Path.Combine(unfinished, Path.GetFileName(file)), overwrite: true);
        try
        {
            Directory.Move(unfinished, kept);
        }
        catch (IOException) when (Directory.Exists(kept))
        {
            Directory.Delete(unfinished, recursive: true);  // another one was faster
        }
    }
}
