using System.Diagnostics;
using HwGen.Tests.Shared;
using HwGen.Verify.Coverage;
using HwGen.Verify.Simulation;
using HwGen.Verify.Simulation.Models;
using Xunit;

namespace HwGen.Tests.Cosim.Simulation;

public sealed class CoverageTests : IDisposable
{
    private static readonly ModelDescription Fifo = TestModels.Describe("axis_fifo") with { Coverage = CoverageKinds.Line | CoverageKinds.Toggle };

    private readonly ScratchFolder scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public void Lines_and_branches_that_ran_are_told_from_those_that_never_did()
    {
        var data = new CoverageData();
        Push(data, words: 3, pop: false);
        var file = Assert.Single(CoverageSummary.ByFile(data));

        Assert.Equal("axis_fifo.v", file.File);
        Assert.Equal(
            ["axis_fifo.v:38: if"],
            file.Missed.Where(point => point.Kind == CoveragePointKind.Branch).Select(point => point.ToString()));
        Assert.Equal(3, Hits(data, "if", 34));
        Assert.Equal(0, file.LineHits[39]);
        Assert.Equal(3, file.LineHits[35]);
        Assert.Equal(new CoverageFigure(7, 9), file.Lines);  // 38 and 39 never ran
        Assert.Contains(file.Missed, point => point is { Kind: CoveragePointKind.Toggle, Name: "m_axis_tready" });
    }

    [Fact]
    public void Runs_are_merged_as_verilators_own_tool_does()
    {
        var (first, second, both) = (new CoverageData(), new CoverageData(), new CoverageData());
        Push(first, words: 3, pop: false);
        Push(second, words: 2, pop: true);
        Push(both, words: 3, pop: false);
        Push(both, words: 2, pop: true);
        first.Write(scratch.At("first.dat"));
        second.Write(scratch.At("second.dat"));
        Run("verilator_coverage", "--write", scratch.At("merged.dat"), scratch.At("first.dat"), scratch.At("second.dat"));
        var merged = new CoverageData();
        merged.Read(scratch.At("merged.dat"));
        first.Add(second);

        Assert.Equal(5, Hits(both, "if", 34));
        Assert.Equal(both.Points, first.Points);
        Assert.Equal(both.Points.Select(Short), merged.Points.Select(Short));
        Assert.Equal(2, Hits(merged, "if", 38));
    }

    [Fact]
    public void A_design_that_stopped_itself_has_counted_too()
    {
        var data = new CoverageData();
        var model = data.Collect(new ModelBuilder().Build(TestModels.Describe("stops") with { Coverage = CoverageKinds.Line }));
        Assert.Throws<DesignStopException>(() =>
        {
            using var sim = new Simulator(model);
            var clock = sim.AddClock("clk_i", SimTime.Ns(10));
            sim.Run(async () =>
            {
                sim.Dut["kind_i"].Value = 1;
                await clock.Cycles(5);
            });
        });

        Assert.Contains(data.Points, entry => entry.Value > 0);
    }

    [Fact]
    public void A_model_built_without_coverage_is_refused() =>
        Assert.Equal(
            "the model of axis_fifo was built without coverage",
            Assert.Throws<InvalidOperationException>(() => new CoverageData().Collect(TestModels.Build("axis_fifo"))).Message);

    [Fact]
    public void A_file_that_is_none_is_refused_with_its_line()
    {
        File.WriteAllText(scratch.At("bad.dat"), "# SystemC::Coverage-3\nC 'x' many\n");

        Assert.StartsWith($"{scratch.At("bad.dat")}:2: C 'x' many, must be",
            Assert.Throws<FormatException>(() => new CoverageData().Read(scratch.At("bad.dat"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bins_and_crosses_count_what_the_test_samples()
    {
        var (level, stalled) = (0L, false);
        var group = new CoverGroup("fifo");
        var levels = group.Point("level", () => level, CoverBin.Value("empty", 0), CoverBin.Range("some", 1, 15), CoverBin.Value("full", 16),
            CoverBin.Illegal("overfull", 17, long.MaxValue));
        var stalls = group.Point("stalled", () => stalled ? 1 : 0, CoverBin.Each(0, 1));
        group.Cross(levels, stalls);
        foreach (var (sampledLevel, sampledStall) in new[] { (0, false), (3, false), (4, true), (16, true), (-1, true) })
        {
            (level, stalled) = (sampledLevel, sampledStall);
            group.Sample();
        }

        var data = new CoverageData();
        group.AddTo(data);
        Assert.Equal(2, levels.Hits("some"));
        Assert.Equal(
            ["fifo: level x stalled.empty x 1", "fifo: level x stalled.full x 0"],
            CoverageSummary.ByFile(data).Single().Missed.Select(point => point.ToString()));
        Assert.Equal(new CoverageFigure(9, 11), CoverageSummary.ByFile(data).Single().Of(CoveragePointKind.Functional));
        level = 17;
        Assert.Equal("fifo.level is 17, which is illegal: overfull", Assert.Throws<CoverageException>(group.Sample).Message);
    }

    [Fact]
    public void The_report_says_what_was_never_hit()
    {
        var data = new CoverageData();
        Push(data, words: 3, pop: false);
        var group = new CoverGroup("traffic");
        group.Point("length", () => 1, CoverBin.Value("one", 1), CoverBin.Range("more", 2, 9));
        group.Sample();
        group.AddTo(data);
        new CoverageReport(data, Fifo.Sources).Write(scratch.Path);
        var text = File.ReadAllText(scratch.At("coverage.txt"));
        var page = File.ReadAllText(scratch.At("coverage.html"));

        Assert.Matches(@"(?m)^axis_fifo.v +7/9 77.7% +5/6 83.3% +\d+/\d+ \d+.\d%", text);
        Assert.Matches(@"(?m)^traffic +1/2 50.0%$", text);
        Assert.Contains("\n  axis_fifo.v:38: if\n", text, StringComparison.Ordinal);
        Assert.Contains("\n  traffic: length.more\n", text, StringComparison.Ordinal);
        Assert.Matches("""<span class="miss"><span class="n">0    39</span> +read_pointer &lt;= read_pointer""", page);
        Assert.Contains("<li>length.more</li>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_that_need_not_be_hit_is_left_out_with_its_reason()
    {
        var data = new CoverageData();
        Push(data, words: 3, pop: false);
        var report = new CoverageReport(data, Fifo.Sources, [new("axis_fifo.v", "if (m_axis_tvalid", "read_pointer <=", "nobody reads")]);

        Assert.Equal(new CoverageFigure(7, 7), report.Lines);
        Assert.Contains("\nleft out: axis_fifo.v:38-39: nobody reads\n", report.Text(), StringComparison.Ordinal);
        Assert.Equal(
            "axis_fifo.v: no line with 'if (m_tvalid' from line 1 on; the exclusion (nobody reads) is out of date",
            Assert.Throws<ArgumentException>(() => new CoverageReport(
                data, Fifo.Sources, [new("axis_fifo.v", "if (m_tvalid", "read_pointer <=", "nobody reads")])).Message);
    }

    private static (CoveragePointKind, string, int, int, string, long) Short(KeyValuePair<CoveragePoint, long> entry) =>
        (entry.Key.Kind, entry.Key.File, entry.Key.Line, entry.Key.Column, entry.Key.Name, entry.Value);

    private static long Hits(CoverageData data, string name, int line) =>
        data.Points.Single(entry => entry.Key.Name == name && entry.Key.Line == line).Value;

    private static void Push(CoverageData data, int words, bool pop)
    {
        using var sim = new Simulator(data.Collect(new ModelBuilder().Build(Fifo)), new SimulationOptions { Seed = 3 });
        var clock = sim.AddClock("aclk", SimTime.Ns(10));
        sim.Run(async () =>
        {
            await clock.Cycles(2);
            sim.Dut["aresetn"].Value = 1;
            sim.Dut["s_axis_tvalid"].Value = 1;
            await clock.Cycles(words);
            sim.Dut["s_axis_tvalid"].Value = 0;
            sim.Dut["m_axis_tready"].IsHigh = pop;
            await clock.Cycles(10);
        });
    }

    private static void Run(string tool, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(tool, arguments) { RedirectStandardOutput = true })!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
