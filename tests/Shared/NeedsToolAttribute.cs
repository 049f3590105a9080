namespace HwGen.Tests.Shared;

/// <summary>A theory that is skipped, with the reason, where a program is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NeedsToolTheoryAttribute : TheoryAttribute
{
    public NeedsToolTheoryAttribute(params string[] tools) => Skip = Tools.Missing(tools);
}

/// <summary>A fact that is skipped, with the reason, where a program is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NeedsToolFactAttribute : FactAttribute
{
    public NeedsToolFactAttribute(params string[] tools) => Skip = Tools.Missing(tools);
}

/// <summary>Which programs are installed.</summary>
internal static class Tools
{
    /// <summary>Why a test cannot run; null if all programs are there.</summary>
    public static string? Missing(params string[] tools)
    {
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':');
        string[] missing = [.. tools.Where(tool => !folders.Any(folder => File.Exists(Path.Combine(folder, FileOf(tool)))))];
        return missing.Length == 0 ? null : $"not installed: {string.Join(", ", missing)}; run: scripts/install-tools {string.Join(' ', missing)}";
    }

    // As in scripts/install-tools: what is no program is known by a file.
    private static string FileOf(string tool) => tool == "numpy" ? "/usr/lib/python3/dist-packages/numpy/version.py" : tool;
}
