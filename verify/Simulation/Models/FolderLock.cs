namespace HwGen.Verify.Simulation.Models;

/// <summary>A lock that holds between threads and between processes, for one key of the cache.</summary>
internal static class FolderLock
{
    private const int HeldOnLinux = 11, HeldOnMac = 35;  // EWOULDBLOCK

    /// <summary>Waits until nobody else holds the key. Dispose what is returned to let it go.</summary>
    /// <param name="file">the lock file, created if need be and left behind</param>
    /// <exception cref="IOException">it cannot be created: a full disk</exception>
    public static IDisposable Take(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException e) when (e.HResult is HeldOnLinux or HeldOnMac)
            {
                Thread.Sleep(20);
            }
        }
    }
}
