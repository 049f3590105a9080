namespace HwGen.Tests.Shared;

/// <summary>The folder of real networks and samples: HWGEN_DATA, by default ../shared/data beside the repository.</summary>
internal static class DataFolder
{
    public static string Path { get; } =
        Environment.GetEnvironmentVariable("HWGEN_DATA") is { Length: > 0 } folder
            ? System.IO.Path.GetFullPath(folder, RepositoryFolder.Path)
            : System.IO.Path.GetFullPath("../shared/data", RepositoryFolder.Path);

    public static string At(string relative) => System.IO.Path.Combine(Path, relative);

    public static string? Missing() =>
        Directory.Exists(Path) ? null : $"no real networks and samples at {Path}; set HWGEN_DATA";
}
