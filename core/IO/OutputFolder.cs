using System.Security.Cryptography;
using HwGen.Core.Errors;
using HwGen.Core.Processes;

namespace HwGen.Core.IO;

/// <summary>A folder that is written as a whole: after a failure or an interruption it is as it was before.</summary>
/// <remarks>A file <c>.hwgen</c> in the folder lists its files with their SHA-256, as <c>sha256sum -c</c> reads it. A folder
/// without that file, or with files that are not as listed, holds work that is not ours and is replaced by force only.</remarks>
public static class OutputFolder
{
    /// <summary>Name of the file that marks a folder as made by this program.</summary>
    public const string Marker = ".hwgen";

    /// <summary>Writes the folder, or leaves it alone if it already holds the same bytes.</summary>
    /// <param name="path">the folder; folders above it are made</param>
    /// <param name="force">replaces a folder that is not ours, too</param>
    /// <param name="write">puts the files into the folder it is given</param>
    /// <returns>the files, relative to the folder, sorted, without the marker</returns>
    /// <exception cref="InputException">the folder may not be replaced or cannot be written</exception>
    public static IReadOnlyList<string> Write(string path, bool force, Action<string> write)
    {
        string target = Resolve(path);
        RequireReplaceable(path, target, force);
        string above = Path.GetDirectoryName(target)!;
        string suffix = Guid.NewGuid().ToString("N")[..8];
        try
        {
            using var fresh = TemporaryFolder.At(Path.Combine(above, $".{Path.GetFileName(target)}.new-{suffix}"));
            write(fresh.Path);
            string listing = Listing(fresh.Path);
            File.WriteAllText(fresh.At(Marker), listing);
            if (!Directory.Exists(target) || Listing(target) != listing || !File.Exists(Path.Combine(target, Marker)))
                Interruption.Uninterrupted(() => Swap(fresh.Path, target, Path.Combine(above, $".{Path.GetFileName(target)}.old-{suffix}")));
            return [.. listing.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(PathOf)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException(path, $"cannot be written: {exception.Message}");
        }
    }

    /// <summary>Fails early, before the work whose result is to be written.</summary>
    /// <inheritdoc cref="Write"/>
    public static void RequireReplaceable(string path, bool force) => RequireReplaceable(path, Resolve(path), force);

    private static void RequireReplaceable(string path, string target, bool force)
    {
        if (File.Exists(target))
            throw new InputException(path, "is a file, must be a folder or not exist");
        if (!Directory.Exists(target))
            return;
        if ((Directory.GetCurrentDirectory() + "/").StartsWith(target.TrimEnd('/') + "/", StringComparison.Ordinal))
            throw new InputException(path, "holds the current folder and would be replaced, name another");
        if (Path.Exists(Path.Combine(target, ".git")))
            throw new InputException(path, "is a git repository and would be replaced, name another");
        if (force || !Directory.EnumerateFileSystemEntries(target).Any())
            return;
        string marker = Path.Combine(target, Marker);
        if (!File.Exists(marker))
            throw new InputException(path, "is not empty and was not written by hwgen; --force replaces it");
        string[] foreign = Foreign(File.ReadAllText(marker), Listing(target));
        if (foreign.Length > 0)
            throw new InputException([.. foreign.Select(file => new InputError(
                Path.Combine(path, file), "was added or changed since hwgen wrote the folder; --force replaces it"))]);
    }

    /// <summary>Files that are there now and not as listed. Files that are gone are no loss.</summary>
    private static string[] Foreign(string listed, string present) =>
        [.. present.Split('\n').Except(listed.Split('\n')).Select(PathOf)];

    private static string Listing(string folder) => string.Concat(
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
            .Where(file => file != Marker)
            .Order(StringComparer.Ordinal)
            .Select(file => $"{Sha256(Path.Combine(folder, file))}  {file}\n"));

    private static string PathOf(string line) => line[(line.IndexOf("  ", StringComparison.Ordinal) + 2)..];

    private static string Sha256(string file)
    {
        using FileStream stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private static void Swap(string fresh, string target, string old)
    {
        bool replaces = Directory.Exists(target);
        if (replaces)
            Directory.Move(target, old);
        try
        {
            Directory.Move(fresh, target);
        }
        catch when (replaces)
        {
            Directory.Move(old, target);
            throw;
        }

        if (replaces)
            Directory.Delete(old, recursive: true);
    }

    private static string Resolve(string path)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        return Directory.Exists(full) ? Directory.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full : full;
    }
}
