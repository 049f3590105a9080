using HwGen.Cli.Synthesis;
using HwGen.Cli.Synthesis.Targets;
using HwGen.Core.Configuration;
using HwGen.Core.Errors;
using HwGen.Tests.Shared;
using HwGen.Verify.GateLevel;

namespace HwGen.Tests.Cosim.Synthesis;

/// <summary>The tools of <c>hwgen synth</c> on something small.</summary>
public sealed class SynthesisTests : IDisposable
{
    private const string Counter = """
        module counter (input wire aclk, output reg [7:0] value, output wire odd);
            always @(posedge aclk) value <= value + 8'd1;
            assign odd = ^value;
        endmodule
        """;

    private readonly ScratchFolder scratch = new();

    public void Dispose() => scratch.Dispose();

    [NeedsToolFact("yosys", "nextpnr-ice40", "icepack")]
    public void A_netlist_is_placed_timed_and_packed()
    {
        Yosys("read_verilog counter.v; synth_ice40 -top counter; write_json netlist.json");
        var placing = new PlaceAndRoute(Ice40Target.Up5k, scratch.Path, 12);

        Placement first = placing.Run(1);
        Assert.InRange(first.FmaxMhz, 20, 500);
        // 8 bits of a counter and 2 or 3 tables of a parity; carries may take a cell of their own.
        Assert.Equal(("LC", 5280L), (first.LogicCells.Name, first.LogicCells.Available));
        Assert.InRange(first.LogicCells.Used, 10, 14);
        Assert.StartsWith("value", first.SlowestPath!.From, StringComparison.Ordinal);
        Assert.StartsWith("value", first.SlowestPath.To, StringComparison.Ordinal);
        Assert.Equal(first, placing.Run(1));
        Assert.InRange(new FileInfo(scratch.At(placing.Pack(1))).Length, 10_000, 200_000);
    }

    [LibertyFact("yosys", "sta")]
    public void The_smallest_array_has_an_area_and_a_slack_of_standard_cells()
    {
        ArrayConfiguration configuration = ConfigurationFile.Read(RepositoryFolder.At("configs/int8-dense-1x1x1_1x1.yaml")) with { ClockPeriodNs = 20 };
        SynthesisReport report = new HwGen.Cli.Synthesis.Synthesis(configuration, LibertyTarget.Of(LibertyFile.Path), scratch.Path, 1, _ => { }).Run();

        ModuleArea multiplier = report.Modules.Single(module => module.Module == "dot_product_unit");
        Assert.Equal(1, multiplier.Instances);
        Assert.InRange(multiplier.Area, 3_000, 20_000);  // docs/benchmarks.md: a PE with its registers has 12,500
        Assert.InRange(report.AreaUm2!.Value, 100_000, 600_000);
        Assert.Equal(report.AreaUm2.Value, report.Modules.Sum(module => module.Area), 1);
        Assert.DoesNotContain(report.Modules, module => module.Module == MemoryStandIn.Module);
        Assert.InRange(report.WorstSlackNs!.Value, -20, 19);
        Assert.Equal(1000 / (20 - report.WorstSlackNs.Value), report.MedianFmaxMhz!.Value, 0.01);
        Assert.Equal("area", report.MappedFor);
        // Signals of the design, no names that Yosys made up.
        Assert.All([report.SlowestPath!.From, report.SlowestPath.To], signal => Assert.Matches(@"^(accelerator/|s_axi|m_axi)[\w/.\[\]]*[a-z]\w*(\[\d+\])*$", signal));
        Assert.All([report.SlowestPath.From, report.SlowestPath.To], signal => Assert.DoesNotMatch(@"_\d+_$", signal));
    }

    [LibertyFact("yosys", "sta")]
    public void A_clock_that_is_missed_is_tried_again_for_speed()
    {
        ArrayConfiguration configuration = ConfigurationFile.Read(RepositoryFolder.At("configs/int8-dense-1x1x1_1x1.yaml")) with { ClockPeriodNs = 2 };
        var steps = new List<string>();
        SynthesisReport report = new HwGen.Cli.Synthesis.Synthesis(configuration, LibertyTarget.Of(LibertyFile.Path), scratch.Path, 1, steps.Add).Run();

        Assert.Equal("speed", report.MappedFor);
        Assert.Equal(["area", "speed"], steps.Where(step => step.StartsWith("yosys", StringComparison.Ordinal)).Select(step => step.Split(' ')[3].TrimEnd(':')));
        double slackForArea = double.Parse(
            File.ReadLines(scratch.At("area.timing.txt")).Last(line => line.StartsWith("worst slack", StringComparison.Ordinal)).Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(report.WorstSlackNs > slackForArea + 0.2, $"{report.WorstSlackNs} ns for speed, {slackForArea} ns for area");
    }

    [NeedsToolFact("yosys")]
    public void A_broken_liberty_file_is_refused_with_its_line()
    {
        string file = scratch.At("cells.lib");
        File.WriteAllText(file, "library(l) {\n  cell (BUF) { area : 1; pin (X) { function : \"A\"; } }\n  cell (INV {\n}\n");
        ArrayConfiguration configuration = ConfigurationFile.Read(RepositoryFolder.At("configs/int8-dense-1x1x1_1x1.yaml"));
        var synthesis = new HwGen.Cli.Synthesis.Synthesis(configuration, LibertyTarget.Of(file), scratch.Path, 1, _ => { });

        Assert.Equal($"{file}:3: is no Liberty file that Yosys reads: syntax error", Assert.Throws<InputException>(synthesis.Run).Message);
    }

    private void Yosys(string script)
    {
        File.WriteAllText(scratch.At("counter.v"), Counter);
        Assert.Equal(0, new Verify.Processes.ExternalTool("yosys", "scripts/install-tools yosys").Run(scratch.Path, ["-q", "-p", script]).ExitCode);
    }
}
