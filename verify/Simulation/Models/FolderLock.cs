namespace HwGen.Verify.Simulation.Models;

/// <summary>A lock that holds between threads and between processes, for one key of the cache.</summary>
internal static class FolderLock
{
    /// <summary>Waits until nobody else holds the key. Dispose what is returned to let it go.</summary>
    /// <param name="file">the lock file, created if need be and left behind</param>
    public static IDisposable Take(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (Directory.Exists(Path.GetDirectoryName(file)))
            {
                Thread.Sleep(20);
            }
        }
    }
}
