using System.Diagnostics;

namespace HwGen.Cli;

/// <summary>What a command did and when, for reading afterwards. A log that cannot be written stops nothing.</summary>
public sealed class LogFile : IDisposable
{
    private const int KeptLogs = 50;
    private readonly StreamWriter? writer;
    private readonly long start = Stopwatch.GetTimestamp();

    private LogFile(string path, StreamWriter? writer)
    {
        Path = path;
        this.writer = writer;
    }

    /// <summary>The file; empty if it could not be made.</summary>
    public string Path { get; }

    /// <summary>Starts a log and removes the oldest of too many.</summary>
    /// <param name="folder">made if need be</param>
    /// <param name="command">becomes part of the name</param>
    public static LogFile Open(string folder, string command)
    {
        string name = $"{command}-{DateTime.Now:yyyyMMdd-HHmmss}-{Environment.ProcessId}-{Guid.NewGuid().ToString("N")[..4]}.log";
        string path = System.IO.Path.Combine(folder, name);
        try
        {
            Directory.CreateDirectory(folder);
            foreach (FileInfo old in new DirectoryInfo(folder).GetFiles("*.log").OrderByDescending(file => file.LastWriteTimeUtc).Skip(KeptLogs - 1))
                old.Delete();
            return new LogFile(path, new StreamWriter(path) { AutoFlush = true });
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new LogFile("", null);
        }
    }

    /// <summary>Adds a line with the seconds since the start.</summary>
    public void Write(string text)
    {
        lock (this)
            writer?.WriteLine($"{Stopwatch.GetElapsedTime(start).TotalSeconds,8:0.000} {text}");
    }

    public void Dispose() => writer?.Dispose();
}
