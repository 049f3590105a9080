namespace HwGen.Tests.Shared;

/// <summary>The checked-out repository that these tests were built from.</summary>
internal static class RepositoryFolder
{
    private static readonly string[] NotOurs = ["bin", "obj", "out", ".git", "TestResults"];

    /// <summary>Absolute path of the folder that holds HwGen.sln.</summary>
    public static string Path { get; } = Find();

    /// <summary>Absolute path of a file or folder in the repository.</summary>
    public static string At(string relative) => System.IO.Path.Combine(Path, relative);

    /// <summary>The files of the repository, relative, with '/', sorted; what builds leave behind is left out.</summary>
    public static IEnumerable<string> Files(string folder = "") =>
        Directory.EnumerateFiles(At(folder)).Select(Relative)
            .Concat(Directory.EnumerateDirectories(At(folder))
                .Where(sub => !NotOurs.Contains(System.IO.Path.GetFileName(sub)))
                .SelectMany(sub => Files(Relative(sub))))
            .Order(StringComparer.Ordinal);

    /// <summary>Configurations in <c>configs/</c>, as names.</summary>
    public static IEnumerable<string> Configurations() =>
        Files("configs").Where(file => file.EndsWith(".yaml", StringComparison.Ordinal))
            .Select(file => System.IO.Path.GetFileNameWithoutExtension(file)!);

    private static string Relative(string path) => System.IO.Path.GetRelativePath(Path, path).Replace('\\', '/');

    private static string Find()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "HwGen.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("no HwGen.sln above the test");
    }
}
