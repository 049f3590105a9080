namespace HwGen.Cli.Boards;

/// <summary>A process that has a device open.</summary>
/// <param name="Pid">its number</param>
/// <param name="Program">its name, as ps shows it</param>
public sealed record PortHolder(int Pid, string Program)
{
    /// <summary>Those that have a device open, as far as this user may see.</summary>
    /// <param name="device">its path, or that of a link to it</param>
    public static IReadOnlyList<PortHolder> Of(string device)
    {
        string path = File.ResolveLinkTarget(device, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(device);
        return [.. Directory.GetDirectories("/proc").Select(folder => Path.GetFileName(folder)!)
            .Where(name => name.All(char.IsAsciiDigit) && Holds(name, path))
            .Select(name => new PortHolder(int.Parse(name, System.Globalization.CultureInfo.InvariantCulture), Name(name)))];
    }

    public override string ToString() => $"{Program} (process {Pid})";

    // A process may end, or be another user's, while one looks.
    private static bool Holds(string process, string path)
    {
        try
        {
            return Directory.GetFiles($"/proc/{process}/fd").Any(link => new FileInfo(link).LinkTarget == path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string Name(string process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/comm").Trim();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "a program";
        }
    }
}
