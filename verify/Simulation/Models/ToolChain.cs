using HwGen.Verify.Processes;

namespace HwGen.Verify.Simulation.Models;

/// <summary>Verilator and the C++ compiler, with their versions.</summary>
internal sealed class ToolChain
{
    private readonly Lazy<string> version;
    private readonly Lazy<string> runtimeFolder;

    public ToolChain()
    {
        version = new(() => Ask(Verilator, "--version") + "\n" + Ask(Compiler, "-dumpfullversion", "-dumpmachine"));
        runtimeFolder = new(() => Path.Combine(Ask(Verilator, "--getenv", "VERILATOR_ROOT"), "include"));
    }

    public ExternalTool Verilator { get; } = new("verilator", "sudo apt-get install -y verilator");

    public ExternalTool Compiler { get; } = new("g++", "sudo apt-get install -y g++");

    /// <summary>One text that changes when a tool does.</summary>
    public string Version => version.Value;

    /// <summary>Where Verilator keeps the sources of its runtime.</summary>
    public string RuntimeFolder => runtimeFolder.Value;

    private static string Ask(ExternalTool tool, params string[] arguments)
    {
        var result = tool.Run(Path.GetTempPath(), arguments);
        return result.ExitCode == 0
            ? result.Output.Trim()
            : throw new ModelBuildException($"{tool.Name} {string.Join(' ', arguments)} failed:\n{result.Error}");
    }
}
