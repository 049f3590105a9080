using HwGen.Core.Processes;

namespace HwGen.Core.IO;

/// <summary>A folder for the time of some work: gone when the work is done, unless it was moved away, and when it is interrupted.</summary>
public sealed class TemporaryFolder : IDisposable
{
    private readonly Interruption work;

    private TemporaryFolder(string path)
    {
        Path = path;
        work = Interruption.Undoing(() => Forget(path));
    }

    /// <summary>Its full path.</summary>
    public string Path { get; }

    /// <summary>Makes one among the temporary files of the system.</summary>
    /// <param name="prefix">how its name begins</param>
    public static TemporaryFolder Create(string prefix = "hwgen-") => new(Directory.CreateTempSubdirectory(prefix).FullName);

    /// <summary>Makes one of a given name, empty whatever was there.</summary>
    public static TemporaryFolder At(string path)
    {
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
        return new TemporaryFolder(Directory.CreateDirectory(path).FullName);
    }

    /// <summary>The path of something in it.</summary>
    public string At(params ReadOnlySpan<string> names) => System.IO.Path.Combine([Path, .. names]);

    public void Dispose()
    {
        Interruption.Uninterrupted(() =>
        {
            if (Directory.Exists(Path))
                Directory.Delete(Path, recursive: true);
        });
        work.Dispose();
    }

    // The process ends in a moment: what cannot be deleted has no one left to tell.
    private static void Forget(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
        }
    }
}
