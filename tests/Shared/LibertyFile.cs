namespace HwGen.Tests.Shared;

/// <summary>A Liberty file of real cells: HWGEN_LIBERTY, by default the sg13g2 one beside the real networks.</summary>
internal static class LibertyFile
{
    public static string Path { get; } =
        Environment.GetEnvironmentVariable("HWGEN_LIBERTY") is { Length: > 0 } file
            ? System.IO.Path.GetFullPath(file, RepositoryFolder.Path)
            : System.IO.Path.GetFullPath("../lib/sg13g2_stdcell_typ_1p20V_25C.lib", DataFolder.Path);

    public static string? Missing() => File.Exists(Path) ? null : $"no Liberty file at {Path}; set HWGEN_LIBERTY";
}
