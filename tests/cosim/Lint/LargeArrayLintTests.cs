using HwGen.Core.Configuration;
using HwGen.Hdlgen;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Cosim.Lint;

/// <summary>An array of 64 x 64 outputs is read by all linters, too.</summary>
[Trait("Speed", "slow")]
public sealed class LargeArrayLintTests : IDisposable
{
    private readonly ScratchFolder scratch = new();
    private readonly Design design = Design.From(ConfigurationWriter.Starter("large") with
    {
        TileRows = 4,
        TileColumns = 4,
        MeshRows = 16,
        MeshColumns = 16,
        WeightKib = 512,
        ActivationKib = 256,
    });

    public LargeArrayLintTests() => DesignFolder.Write(design, scratch.At("large"));

    public void Dispose() => scratch.Dispose();

    [NeedsToolFact("verilator")]
    public void Verilator_finds_a_large_array_clean() => Linter.Verilator.RequireSilence(
        scratch.At("large"), ["--lint-only", "-Wall", "-F", "files.f", "--top-module", design.TopModule]);

    [NeedsToolFact("iverilog")]
    public void Icarus_finds_a_large_array_clean() => Linter.Icarus.RequireSilence(
        scratch.At("large"), ["-g2005", "-Wall", "-t", "null", "-s", design.TopModule, "-c", "files.f"]);

    [NeedsToolFact("yosys")]
    public void Yosys_finds_a_large_array_clean() => Linter.Yosys.RequireSilence(
        scratch.At("large"), ["-q", "-s", "read.ys"]);
}
