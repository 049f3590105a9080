using HwGen.Core.Configuration;
using HwGen.Core.IO;
using HwGen.Hdlgen;
using HwGen.Verify.Coverage;
using HwGen.Verify.Gemm;
using HwGen.Verify.Simulation.Models;

namespace HwGen.Cli.Verification;

/// <summary>What a run hits of the Verilog.</summary>
/// <param name="folder">where <c>coverage.txt</c>, <c>.html</c> and <c>.dat</c> go</param>
/// <param name="kinds">what is counted</param>
internal sealed class RtlCoverage(string folder, CoverageKinds kinds)
{
    private readonly CoverageData data = new();

    /// <summary>What the model must count.</summary>
    public CoverageKinds Kinds => kinds;

    /// <summary>For machines; null until it is reported.</summary>
    public object? Result { get; private set; }

    /// <summary>The model, each of whose simulations is counted here.</summary>
    public VerilatorModel Collect(VerilatorModel model) => data.Collect(model);

    /// <summary>Writes the files and says the share of lines.</summary>
    public void Report(ArrayConfiguration configuration, Session session)
    {
        using var sources = TemporaryFolder.Create();
        DesignFolder.Write(Design.From(configuration), sources.At("design"));
        var report = new CoverageReport(
            data, Directory.GetFiles(sources.Path, "*.v", SearchOption.AllDirectories), AcceleratorModel.CoverageExclusions);
        report.Write(folder);
        session.Say($"{Path.Combine(folder, "coverage.txt")}: {report.Lines.Hit} of {report.Lines.Total} lines, {report.Lines}");
        Result = new { folder, lines_hit = report.Lines.Hit, lines = report.Lines.Total };
    }
}
