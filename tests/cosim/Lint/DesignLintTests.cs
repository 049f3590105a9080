using HwGen.Core.Configuration;
using HwGen.Hdlgen;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Cosim.Lint;

/// <summary>What is generated for each shipped configuration is read without a warning.</summary>
public sealed class DesignLintTests
{
    public static TheoryData<string> Configurations() => [.. RepositoryFolder.Configurations()];

    [NeedsToolTheory("verilator")]
    [MemberData(nameof(Configurations))]
    public void Verilator_finds_a_design_clean(string configuration) => Check(configuration, (folder, top) =>
        Linter.Verilator.RequireSilence(folder, ["--lint-only", "-Wall", "-F", "files.f", "--top-module", top]));

    [NeedsToolTheory("iverilog")]
    [MemberData(nameof(Configurations))]
    public void Icarus_finds_a_design_clean(string configuration) => Check(configuration, (folder, top) =>
        Linter.Icarus.RequireSilence(folder, ["-g2005", "-Wall", "-t", "null", "-s", top, "-c", "files.f"]));

    [NeedsToolTheory("yosys")]
    [MemberData(nameof(Configurations))]
    public void Yosys_finds_a_design_clean(string configuration) => Check(configuration, (folder, _) =>
        Linter.Yosys.RequireSilence(folder, ["-q", "-s", "read.ys"]));

    private static void Check(string configuration, Action<string, string> lint)
    {
        using var scratch = new ScratchFolder();
        Design design = Design.From(ConfigurationFile.Read(RepositoryFolder.At($"configs/{configuration}.yaml")));
        string folder = scratch.At("design");
        DesignFolder.Write(design, folder);
        lint(folder, design.TopModule);
    }
}
