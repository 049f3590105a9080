using HwGen.Tests.Shared;
using HwGen.Verify.Processes;

namespace HwGen.Tests.Cosim.Lint;

/// <summary>A tool that reads Verilog and complains.</summary>
/// <param name="Name">the program</param>
/// <param name="Arguments">for a top module and the files, in the folder of the files</param>
public sealed record Linter(string Name, Func<string, IReadOnlyList<string>, string[]> Arguments)
{
    public static Linter Verilator { get; } = new("verilator", (top, files) =>
        ["--lint-only", "-Wall", "--top-module", top, .. files]);

    public static Linter Icarus { get; } = new("iverilog", (top, files) =>
        ["-g2005", "-Wall", "-t", "null", "-s", top, .. files]);

    public static Linter Yosys { get; } = new("yosys", (top, files) =>
        ["-q", "-p", $"read_verilog {string.Join(' ', files)}; hierarchy -check -top {top}; proc; check -assert"]);

    /// <summary>Demands that the tool accepts the files and says nothing.</summary>
    public void RequireSilence(string folder, string top, params IReadOnlyList<string> files) =>
        RequireSilence(folder, Arguments(top, files));

    /// <summary>Demands that the tool ends well and says nothing.</summary>
    public void RequireSilence(string folder, IReadOnlyList<string> arguments)
    {
        ToolResult result = new ExternalTool(Name, $"scripts/install-tools {Name}").Run(folder, arguments);

        string said = (result.Output + result.Error).Trim();
        Assert.True(said.Length == 0 && result.ExitCode == 0, $"{Name} ended with {result.ExitCode}:\n{said}");
    }
}
