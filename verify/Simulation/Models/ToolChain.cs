using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HwGen.Verify.Processes;

namespace HwGen.Verify.Simulation.Models;

/// <summary>Verilator and the C++ compiler, with their versions.</summary>
/// <remarks>What the tools say of themselves is kept in the cache for as long as their files stay as they are, so that
/// a run that builds nothing starts no process.</remarks>
internal sealed class ToolChain
{
    private readonly string cacheFolder;
    private readonly Lazy<string[]> identity;

    /// <param name="cacheFolder">the cache's root</param>
    /// <param name="limit">the longest a tool may run; as long as it likes if null</param>
    public ToolChain(string cacheFolder, TimeSpan? limit = null)
    {
        this.cacheFolder = cacheFolder;
        identity = new(Identify);
        Verilator = new("verilator", "sudo apt-get install -y verilator") { Limit = limit };
        Compiler = new("g++", "sudo apt-get install -y g++") { Limit = limit };
    }

    public ExternalTool Verilator { get; }

    public ExternalTool Compiler { get; }

    /// <summary>One text that changes when a tool does.</summary>
    public string Version => identity.Value[0] + "; " + identity.Value[1];

    /// <summary>Where Verilator keeps the sources of its runtime.</summary>
    public string RuntimeFolder => Path.Combine(identity.Value[2], "include");

    private string[] Identify()
    {
        var stamp = string.Join('\n', Stamp(Verilator.Name), Stamp("verilator_bin"), Stamp(Compiler.Name),
            Environment.GetEnvironmentVariable("VERILATOR_ROOT"));
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(stamp)))[..16];
        var file = Path.Combine(cacheFolder, "tools", key);
        if (File.Exists(file) && File.ReadAllLines(file) is { Length: 3 } known)
            return known;

        string[] answers =
        [
            Ask(Verilator, "--version"),
            "g++ " + Ask(Compiler, "-dumpfullversion", "-dumpmachine"),
            Ask(Verilator, "--getenv", "VERILATOR_ROOT"),
        ];
        using (FolderLock.Take(file + ".lock"))
        {
            File.WriteAllLines(file + ".unfinished", answers);
            File.Move(file + ".unfinished", file, overwrite: true);
        }

        return answers;
    }

    private static string Stamp(string tool)
    {
        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
        {
            var found = new FileInfo(Path.Combine(folder, tool));
            if (!found.Exists)
                continue;
            var target = found.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? found;
            return string.Create(CultureInfo.InvariantCulture, $"{target.FullName} {target.Length} {target.LastWriteTimeUtc.Ticks}");
        }

        return $"no {tool}";
    }

    private static string Ask(ExternalTool tool, params string[] arguments)
    {
        var result = tool.Run(Path.GetTempPath(), arguments);
        return result.ExitCode == 0
            ? result.Output.Trim().ReplaceLineEndings(" ")
            : throw new ModelBuildException($"{tool.Name} {string.Join(' ', arguments)} failed:\n{result.Error}");
    }
}
