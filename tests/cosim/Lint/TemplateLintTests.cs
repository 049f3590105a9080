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

    // A depth of a power of two, less one, or between them is another comparison in counters and bounds.
    [NeedsToolTheory("verilator")]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(7)]
    public void Verilator_finds_memories_of_every_kind_of_depth_clean(int depth) =>
        Linter.Verilator.RequireSilence(Folder, "gemm_accelerator", "-y", ".", $"-GACTIVATION_DEPTH={depth}", $"-GWEIGHT_DEPTH={depth + 2}",
            $"-GTILE_DEPTH={depth}", $"-GLIST_DEPTH={depth - 1}", "gemm_accelerator.v");

    [NeedsToolTheory("iverilog")]
    [MemberData(nameof(Modules))]
    public void Icarus_finds_a_module_clean(string module) =>
        Linter.Icarus.RequireSilence(Folder, module, "-y", ".", $"{module}.v");

    [NeedsToolTheory("yosys")]
    [MemberData(nameof(Modules))]
    public void Yosys_finds_a_module_clean(string module) =>
        Linter.Yosys.RequireSilence(Folder, module, [.. RtlTemplates.All.Select(template => $"{template.Name}.v")]);
}
