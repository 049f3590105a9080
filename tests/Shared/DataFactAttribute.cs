namespace HwGen.Tests.Shared;

/// <summary>A fact that needs the real networks and samples, and is skipped, with the reason, where they are not there.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DataFactAttribute : FactAttribute
{
    public DataFactAttribute() => Skip = DataFolder.Missing();
}

/// <summary>A theory that needs the real networks and samples, and is skipped, with the reason, where they are not there.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DataTheoryAttribute : TheoryAttribute
{
    public DataTheoryAttribute() => Skip = DataFolder.Missing();
}

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
