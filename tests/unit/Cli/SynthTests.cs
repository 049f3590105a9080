using System.Diagnostics;
using HwGen.Cli;
using HwGen.Cli.Synthesis;
using HwGen.Cli.Synthesis.Targets;
using HwGen.Core.Configuration;
using HwGen.Core.Errors;
using HwGen.Hdlgen;
using HwGen.Tests.Shared;
using HwGen.Verify.GateLevel;

namespace HwGen.Tests.Unit.Cli;

/// <summary>What surrounds the tools of <c>hwgen synth</c>; the tools themselves run in the cosim tests.</summary>
public sealed class SynthTests : IDisposable
{
    // Two instances of "leaf" in each of three "branch" (parameterized), one "top".
    private const string Statistics = """
        { "modules": {
          "\\top": { "num_cells_by_type": { "LUT4": 5, "$paramod\\branch\\W=s32'1": 2, "$paramod$00ff\\branch": 1 } },
          "$paramod\\branch\\W=s32'1": { "num_cells_by_type": { "DFF": 10, "leaf": 2 } },
          "$paramod$00ff\\branch": { "num_cells_by_type": { "DFF": 20, "leaf": 2 } },
          "\\leaf": { "num_cells_by_type": { "LUT4": 100 } },
          "\\unused": { "num_cells_by_type": { "LUT4": 1000 } }
        },
          $paramod\\branch\\W=s32'1   2
            leaf   2
          "design": { "num_cells_by_type": { } }
        }
        """;

    private readonly ScratchFolder scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public void Cells_are_counted_over_all_instances_and_by_module()
    {
        YosysStatistics statistics = YosysStatistics.Parse(Statistics, "", "top");

        Assert.Equal(605, statistics.Cells["LUT4"]);
        Assert.Equal(40, statistics.Cells["DFF"]);
        Assert.Equal([new ModuleArea("leaf", 6, 600), new ModuleArea("branch", 3, 40), new ModuleArea("top", 1, 5)], statistics.Modules.AsEnumerable());
    }

    [Theory]
    [InlineData("cyclonev", "Yosys gives its block RAM no contents")]
    [InlineData("cyclonev=5csema4", "Yosys gives its block RAM no contents")]
    [InlineData("liberty", "memories of standard cells or macros hold nothing when the power comes")]
    public void Preloaded_memories_are_refused_where_nothing_holds_contents(string target, string reason)
    {
        File.WriteAllText(scratch.At("cells.lib"), "library(l) { cell (BUF) { area : 1; pin (X) { function : \"A\"; } } }");
        SynthesisTarget chosen = SynthesisTarget.Parse(target == "liberty" ? $"liberty={scratch.At("cells.lib")}" : target);
        ArrayConfiguration preloaded = ConfigurationWriter.Starter("s") with { Preload = true };

        chosen.Require(preloaded with { Preload = false });
        Assert.Equal($"s: memory.preload: true, must be false for {target}: {reason}", Assert.Throws<InputException>(() => chosen.Require(preloaded)).Message);
        SynthesisTarget.Parse("ecp5").Require(preloaded);
    }

    [Theory]
    [InlineData("ice40-hx8k", "nextpnr-ice40 is not installed; install it with: scripts/install-tools nextpnr-ice40 icepack\n")]
    [InlineData("liberty={cells}", "sta is not installed; install it with: scripts/install-tools sta\n")]
    public void Every_program_that_is_missing_is_told_before_the_work(string target, string message)
    {
        File.WriteAllText(scratch.At("cells.lib"), "library(l) { cell (BUF) { area : 1; pin (X) { function : \"A\"; } } }");
        Directory.CreateDirectory(scratch.At("programs"));
        File.WriteAllText(scratch.At("programs/yosys"), "");
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "hwgen.dll"), "synth", RepositoryFolder.At("configs/icebreaker.yaml"), "-t", target.Replace("{cells}", scratch.At("cells.lib"), StringComparison.Ordinal), "-o", scratch.At("out")];
        using Process run = Process.Start(new ProcessStartInfo("dotnet", arguments)
        {
            RedirectStandardError = true,
            Environment = { ["PATH"] = scratch.At("programs"), ["HWGEN_LOGS"] = scratch.Path },
        })!;

        Assert.Equal(message, run.StandardError.ReadToEnd());
        run.WaitForExit();
        Assert.Equal(ExitCode.ToolMissing, run.ExitCode);
        Assert.False(Directory.Exists(scratch.At("out")));
    }

    [Fact]
    public void Areas_come_from_the_text_where_there_is_one()
    {
        const string Text = "Chip area for module '\\leaf': 2.5\nChip area for module '$paramod\\branch\\W=s32'1': 4.000000\nChip area for top module '\\top': 99.9\n";
        YosysStatistics statistics = YosysStatistics.Parse(Statistics, Text, "top");

        Assert.Equal(15, statistics.Modules.Single(module => module.Module == "leaf").Area);
        Assert.Equal(8, statistics.Modules.Single(module => module.Module == "branch").Area);
        Assert.Equal(0, statistics.Modules.Single(module => module.Module == "top").Area);
    }

    [Theory]
    [InlineData("ice40-up5k", "SB_LUT4", "LUT4", 5280L)]
    [InlineData("ice40-up5k", "SB_MAC16", "DSP", 8L)]
    [InlineData("ice40-hx8k", "SB_RAM40_4KNR", "EBR", 32L)]
    [InlineData("xilinx7", "LUT6", "LUT", null)]
    [InlineData("xilinx7=xc7z020", "DSP48E1", "DSP48E1", 220L)]
    [InlineData("ecp5=lfe5u-25f", "TRELLIS_FF", "FF", 24288L)]
    [InlineData("cyclonev=5csema5", "MISTRAL_MUL9X9", "MUL", 261L)]
    public void A_target_counts_its_cells(string target, string cell, string resource, long? available)
    {
        IReadOnlyList<Resource> counted = SynthesisTarget.Parse(target).Count(new Dictionary<string, long> { [cell] = 7, ["other"] = 3 });

        Assert.Equal(new Resource(resource, 7, available), counted.Single(one => one.Used > 0));
    }

    [Fact]
    public void The_buffer_of_a_liberty_file_is_the_second_smallest_cell_that_repeats_its_input()
    {
        File.WriteAllText(scratch.At("cells.lib"), """
            library (cells) {
              cell (INV) { area : 1.0; pin (Y) { direction : output; function : "(!A)"; } }
              cell ("B4") { area : 9.5; pin (X) { direction : output; function : "A"; } }
              cell (B1) { area : 2.5; pin (X) { direction : output; function : "(A)"; } }
              cell (B2) { area : 4.5; pin (X) { direction : output; function : "A"; } }
              cell (T2) { area : 3.5; pin (X) { direction : output; three_state : "E"; function : "A"; } }
              cell (HALF) { area : 3.5; pin (S) { function : "A"; } pin (C) { function : "A B"; } }
            }
            """);

        Assert.Equal("B2", LibertyTarget.Of(scratch.At("cells.lib")).Buffer);
    }

    [Fact]
    public void Two_half_block_rams_are_one() =>
        Assert.Equal(3, SynthesisTarget.Parse("xilinx7").Count(new Dictionary<string, long> { ["RAMB18E1"] = 3, ["RAMB36E1"] = 1 }).Single(one => one.Name == "RAMB36").Used);

    [Theory]
    [InlineData("ice40-up5", "--target: ice40-up5, did you mean ice40-up5k?")]
    [InlineData("stratix", "--target: stratix, must be one of ice40-up5k, ice40-hx8k, icebreaker, xilinx7, ecp5, cyclonev, liberty=FILE")]
    [InlineData("xilinx7=xc7", "--target: xilinx7=xc7: unknown part, must be one of xc7a35t, xc7a100t, xc7z020")]
    [InlineData("ice40-hx8k=hx8k", "--target: ice40-hx8k=hx8k: ice40-hx8k is one part, leave out \"=hx8k\"")]
    [InlineData("liberty", "--target: liberty, must name a Liberty file: liberty=FILE")]
    [InlineData("liberty=/nowhere.lib", "--target: liberty=/nowhere.lib: no such file, must be a Liberty file")]
    public void A_target_that_is_not_known_is_refused(string target, string message) =>
        Assert.Equal(message, Assert.Throws<InputException>(() => SynthesisTarget.Parse(target)).Message);

    [Fact]
    public void The_frame_connects_every_bit_of_every_port_once()
    {
        ArrayConfiguration configuration = ConfigurationWriter.Starter("framed");
        string frame = PinFrame.Print(configuration);
        int inputs = TopPorts.All.Where(port => port.IsInput && port.Name != "aclk").Sum(port => port.Bits(configuration));

        Assert.All(TopPorts.All, port => Assert.Contains($".{port.Name}(", frame, StringComparison.Ordinal));
        Assert.Contains($"reg  [{inputs - 1}:0] stimulus;", frame, StringComparison.Ordinal);
        Assert.Contains($"stimulus[{inputs - 1}:", frame, StringComparison.Ordinal);
        Assert.Equal(inputs + TopPorts.All.Where(port => !port.IsInput).Sum(port => port.Bits(configuration)) + 1, PinFrame.Registers(configuration));
    }

    [Fact]
    public void A_placement_tells_its_slowest_clock_and_the_cells_of_the_part()
    {
        Placement placement = Placement.Parse("""
            {
              "critical_paths": [
                { "from": "<async>", "to": "posedge a", "path": [ { "delay": 90.0, "to": { "cell": "pin" } } ] },
                { "from": "posedge b", "to": "posedge b", "path": [
                  { "delay": 1.5, "to": { "cell": "core.sequencer.filled_SB_DFFESR_Q_D_SB_LUT4_O_7_LC" } }, { "delay": 39.7, "to": { "cell": "core.words.0.0_RAM" } } ] },
                { "from": "posedge a", "to": "posedge a", "path": [
                  { "delay": 30.0, "to": { "cell": "x_LC" } }, { "delay": 1.0, "to": { "cell": "y_LC" } } ] }
              ],
              "fmax": { "a": { "achieved": 31.5, "constraint": 12.0 }, "b": { "achieved": 24.25, "constraint": 12.0 } },
              "utilization": { "ICESTORM_LC": { "available": 5280, "used": 5082 }, "ICESTORM_RAM": { "available": 30, "used": 26 } }
            }
            """);

        Assert.Equal(new Placement(24.25, new Resource("LC", 5082, 5280), new TimingPath("core.sequencer.filled", "core.words.0.0")), placement);
    }

    [Fact]
    public void A_part_with_too_few_logic_cells_is_no_failure_of_the_tool()
    {
        const string errors = "Warning: unmatched constraint\nERROR: Failed to expand region (0, 0) |_> (33, 33) of 8568 ICESTORM_LCs\n";

        Assert.Equal(new Placement(0, new Resource("LC", 8568, 7680), null), Placement.OfOverfull(errors, 7680));
        Assert.Null(Placement.OfOverfull(errors, 8568));
        Assert.Null(Placement.OfOverfull("ERROR: Routing failed\n", 7680));
    }

    [Theory]
    [InlineData("{ no", ":1: is no report of hwgen synth")]
    [InlineData("null", ": is no report of hwgen synth")]
    [InlineData("{}", ":1: is no report of hwgen synth")]
    [InlineData("{\n \"configuration\": 7 }", ":2: is no report of hwgen synth")]
    public void A_report_that_is_none_is_refused_before_anything_runs(string text, string message)
    {
        string report = scratch.At("report.json");
        File.WriteAllText(report, text);
        CommandRun run = Synth("int8-dense-1x1x1_1x1", "xilinx7", "--compare", report);

        Assert.Equal((ExitCode.BadInput, $"{report}{message}\n"), (run.Code, run.Error));
        Assert.False(Directory.Exists(scratch.At("out")));
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once()
    {
        File.WriteAllText(scratch.At("out"), "");
        CommandRun run = Synth(scratch.At("none.yaml"), "ice41", "--compare", scratch.At("none.json"));

        Assert.Equal(ExitCode.BadInput, run.Code);
        Assert.Equal(
            [scratch.At("none.yaml"), "--target", scratch.At("none.json"), scratch.At("out")],
            run.Error.TrimEnd().Split('\n').Select(line => line[..line.IndexOf(": ", StringComparison.Ordinal)]));
    }

    [Fact]
    public void A_file_without_cells_is_no_liberty_file()
    {
        File.WriteAllText(scratch.At("cells.lib"), "hello");
        CommandRun run = Synth("int8-dense-1x1x1_1x1", $"liberty={scratch.At("cells.lib")}");

        Assert.Equal((ExitCode.BadInput, $"{scratch.At("cells.lib")}: holds no cell, must be a Liberty file\n"), (run.Code, run.Error));
    }

    [Fact]
    public void A_blank_in_the_path_of_a_liberty_file_is_told_before_the_work()
    {
        string file = scratch.At("my cells.lib");
        File.WriteAllText(file, "library(l) { cell (BUF) { area : 1; pin (X) { function : \"A\"; } } }");
        CommandRun run = Synth("int8-dense-1x1x1_1x1", $"liberty={file}");

        Assert.Equal((ExitCode.BadInput, $"--target: liberty={file}: has a blank, with which ABC takes no file; must be a path without, a link will do\n"), (run.Code, run.Error));
    }

    private CommandRun Synth(string configuration, string target, params string[] more) =>
        CommandRun.Of(scratch.At("logs"), ["synth", configuration, "-t", target, "-o", scratch.At("out"), .. more]);
}
