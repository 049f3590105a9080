namespace HwGen.Cli.Boards;

/// <summary>The serial ports of USB devices that are present.</summary>
internal static class SerialPortList
{
    private const string Names = "/dev/serial/by-id";

    /// <summary>Their paths, in order.</summary>
    public static IReadOnlyList<string> Paths() =>
        [.. new[] { "ttyUSB*", "ttyACM*" }.SelectMany(pattern => Directory.GetFiles("/dev", pattern)).Order(StringComparer.Ordinal)];

    /// <summary>What is there, in words: paths, and what the devices call themselves.</summary>
    public static string Text()
    {
        IReadOnlyList<string> paths = Paths();
        if (paths.Count == 0)
            return "there is no /dev/ttyUSB or /dev/ttyACM: is the board plugged in?";
        var names = Directory.Exists(Names)
            ? Directory.GetFiles(Names).GroupBy(link => File.ResolveLinkTarget(link, returnFinalTarget: true)?.FullName ?? "").ToDictionary(group => group.Key, group => Path.GetFileName(group.First()))
            : [];
        return $"there are {string.Join(", ", paths.Select(path => names.TryGetValue(path, out string? name) ? $"{path} ({name})" : path))}";
    }
}
