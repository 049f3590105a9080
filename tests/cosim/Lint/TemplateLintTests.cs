using HwGen.Hdlgen;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Cosim.Lint;

/// <summary>Each hand-written module, with its default parameters, is read without a warning.</summary>
public sealed class TemplateLintTests
{
    private static readonly string Folder = RepositoryFolder.At("rtl-templates");

    public static TheoryData<string> Modules() => [.. RtlTemplates.All.Select(template => template.Name)];

    [NeedsToolTheory("verilator")]
    [MemberData(nameof(Modules))]
    public void Verilator_finds_a_module_clean(string module) =>
        Linter.Verilator.RequireSilence(Folder, module, "-y", ".", $"{module}.v");

    [NeedsToolTheory("iverilog")]
    [MemberData(nameof(Modules))]
    public void Icarus_finds_a_module_clean(string module) =>
        Linter.Icarus.RequireSilence(Folder, module, "-y", ".", $"{module}.v");

    [NeedsToolTheory("yosys")]
    [MemberData(nameof(Modules))]
    public void Yosys_finds_a_module_clean(string module) =>
        Linter.Yosys.RequireSilence(Folder, module, [.. RtlTemplates.All.Select(template => $"{template.Name}.v")]);
}
