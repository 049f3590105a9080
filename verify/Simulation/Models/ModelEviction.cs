using System.Globalization;

namespace HwGen.Verify.Simulation.Models;

/// <summary>Keeps the cache below a size: the models that were not used for the longest time go first.</summary>
/// <param name="cacheFolder">the cache's root</param>
/// <param name="limitBytes">the size to keep below</param>
internal sealed class ModelEviction(string cacheFolder, long limitBytes)
{
    /// <summary>The variable that holds the size in MiB.</summary>
    public const string Variable = "HWGEN_CACHE_MIB";

    private const int DefaultMib = 4096;
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    /// <summary>The size that the environment asks for, 4096 MiB if it says nothing.</summary>
    /// <exception cref="FormatException">it says something else than a number</exception>
    public static long LimitFromEnvironment() =>
        Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } text ? (long)DefaultMib << 20
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var mib) ? (long)mib << 20
        : throw new FormatException($"{Variable}: {text}, must be a number of MiB");

    /// <summary>Notes that a model is used.</summary>
    public static void Touch(string folder) => Directory.SetLastWriteTimeUtc(folder, DateTime.UtcNow);

    /// <summary>Removes what is too much, and what killed processes left behind.</summary>
    /// <param name="keep">a model that stays in any case</param>
    /// <remarks>A library that a process has loaded stays loaded there. Other processes may do the same at the same time.</remarks>
    public void Run(string keep)
    {
        var models = new DirectoryInfo(cacheFolder).EnumerateDirectories()
            .Where(folder => File.Exists(Path.Combine(folder.FullName, ModelCompilation.HeaderFile)))
            .Select(folder => (Folder: folder, Bytes: Bytes(folder)))
            .OrderBy(model => model.Folder.LastWriteTimeUtc)
            .ToList();
        var total = models.Sum(model => model.Bytes);
        foreach (var (folder, bytes) in models.TakeWhile(_ => total > limitBytes))
        {
            if (folder.FullName == keep)
                continue;
            Remove(folder.FullName);
            total -= bytes;
        }

        foreach (var folder in new[] { ModelBuilder.WorkFolder, PreloadStore.Folder }.Select(name => new DirectoryInfo(Path.Combine(cacheFolder, name)))
            .Where(parent => parent.Exists).SelectMany(parent => parent.EnumerateDirectories()))
            if (DateTime.UtcNow - folder.LastWriteTimeUtc > Abandoned)
                Remove(folder.FullName);
    }

    private static long Bytes(DirectoryInfo folder)
    {
        try
        {
            return folder.EnumerateFiles().Sum(file => file.Length);
        }
        catch (IOException)
        {
            return 0;  // another process has just removed it
        }
    }

    // Renamed first, so that nobody finds half of it.
    private void Remove(string folder)
    {
        var gone = Path.Combine(cacheFolder, ModelBuilder.WorkFolder, $"gone-{Guid.NewGuid():n}");
        try
        {
            Directory.Move(folder, gone);
            Directory.Delete(gone, recursive: true);
        }
        catch (IOException)
        {
            // another process was faster
        }
    }
}
