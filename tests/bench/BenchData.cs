namespace HwGen.Bench;

/// <summary>Real networks and samples, which are not part of the repository: <c>HWGEN_DATA</c>, else <c>../shared/data</c>.</summary>
internal static class BenchData
{
    public static string Folder { get; } =
        Path.GetFullPath(Environment.GetEnvironmentVariable("HWGEN_DATA") is { Length: > 0 } folder ? folder : "../shared/data");

    /// <summary>Why a part that needs them cannot run; null if they are there.</summary>
    public static string? Missing() =>
        Directory.Exists(Folder) ? null : $"Skipped: no real networks and samples at {Folder}; set HWGEN_DATA.";
}
