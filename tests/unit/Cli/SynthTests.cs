using System.Text.Json;
using System.Xml.Linq;
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
    public void The_picture_fills_its_rectangle_in_proportion()
    {
        (string Name, string Note, double Size)[] areas = [("mesh", "", 600), ("drain", "", 250), ("feed", "", 100), ("registers", "", 40), ("rest", "", 10), ("none", "", 0)];
        XElement[] boxes = [.. XDocument.Parse(Treemap.Draw(areas)).Root!.Elements("rect")];

        Assert.Equal(5, boxes.Length);
        Assert.All(boxes.Zip(areas), pair => Assert.Equal(pair.Second.Size / 1000, Share(pair.First), 0.002));

        static double Share(XElement box) => (double)box.Attribute("width")! * (double)box.Attribute("height")! / (960 * 480);
    }

    [Theory]
    [InlineData("mesh", "50%", 100.0, 60.0, "mesh 13", "50% 11")]
    [InlineData("tile_sequencer", "50%", 100.0, 60.0, "tile_sequencer 9", "50% 9")]
    [InlineData("mesh", "50%", 100.0, 24.0, "mesh 13", null)]
    [InlineData("mesh", "50%", 30.0, 100.0, "mesh 13 upright", null)]
    [InlineData("tile_sequencer", "1%", 60.0, 60.0, null, null)]
    public void A_box_shows_its_name_as_large_as_it_fits_and_a_share_with_a_name_only(string name, string note, double width, double height, string? shown, string? second)
    {
        TreemapLabel? label = TreemapLabel.Fitting(name, note, width, height);
        string[] texts = label is null ? [] : [.. XElement.Parse(label.Print(0, 0, height)).Elements("text")
            .Select(text => $"{text.Value} {text.Attribute("font-size")!.Value}{(label.IsUpright && text.Attribute("class") is null ? " upright" : "")}")];

        Assert.Equal(new[] { shown, second }.OfType<string>(), texts);
    }

    [Fact]
    public void The_table_has_the_colours_of_the_picture()
    {
        SynthesisReport report = Report(used: 100, fmax: 50) with { Modules = [new("small", 1, 5), new("none", 1, 0), new("large", 2, 95)] };
        string page = SynthesisPage.Print(report);

        foreach ((string module, int place) in new[] { ("large", 0), ("small", 1) })
        {
            Assert.Contains($"fill=\"{Treemap.Colour(place)}\"><title>{module}: ", page, StringComparison.Ordinal);
            Assert.Contains($"style=\"background: {Treemap.Colour(place)}\"></span>{module}</td>", page, StringComparison.Ordinal);
        }

        Assert.Contains("<td>none</td>", page, StringComparison.Ordinal);
        Assert.Equal(60, Enumerable.Range(0, 60).Select(Treemap.Colour).Distinct().Count());
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

    // 64 outputs of 32 bits, 4 lanes each: 256 products of 8 x 7 bits to add, 64 accumulators, and 56 outputs' shadow registers behind multiplexers.
    [Theory]
    [InlineData(0L, 1, (256 * 56) + (64 * 32) + (56 * 32))]
    [InlineData(0L, 2, (256 * 28) + (64 * 32) + (56 * 32))]
    [InlineData(60L, 1, (196 * 56) + (4 * 32) + (56 * 32))]
    [InlineData(300L, 1, 56 * 32)]
    public void The_least_logic_is_that_of_multipliers_accumulators_and_drain(long multipliers, int productBits, long tables)
    {
        ArrayConfiguration configuration = ConfigurationFile.Read("int8-4of8-1x8x1_8x8");

        Assert.Equal(tables, LeastResources.Logic(configuration, multipliers, productBits));
        Assert.Equal(64 * 32, LeastResources.Registers(configuration));
        Assert.Equal([1638 * 320, 2 * 256 * 8 * 8 * 8, 256 * 8 * 54, 4 * 1024 * 8], LeastResources.MemoryBits(configuration).Select(memory => memory.Bits));
    }

    [Theory]
    [InlineData("int8-4of8-1x8x1_8x8", "ice40-up5k")]
    [InlineData("int8-4of8-2x8x2_8x8", "xilinx7=xc7a35t")]
    public void What_cannot_fit_is_refused_before_any_tool_runs(string configuration, string target)
    {
        CommandRun run = CommandRun.Of(scratch.At("logs"), "synth", configuration, "-t", target, "-o", scratch.At("out"));

        Assert.Equal(ExitCode.CheckFailed, run.Code);
        Assert.StartsWith($"{configuration} does not fit {target}, whatever is made of it:\n  at least ", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(scratch.At("out")));
    }

    [Fact]
    public void A_misfit_says_what_is_needed_what_is_there_and_what_to_change() => Assert.Equal(
        [
            "929,664 bits of memory, the part has 128,160 (30 EBR, the rest in logic and registers); lower memory.weight_kib (524,160 bits), memory.activation_kib (262,144 bits)",
            "17,472 LUT4 for 256 multipliers and 64 accumulators, the part has 5,280 beside 8 DSP; lower array.mesh, array.tile or array.lanes",
        ],
        LeastResources.Misfits(ConfigurationFile.Read("int8-4of8-1x8x1_8x8"), Ice40Target.Up5k));

    [Fact]
    public void What_may_fit_is_not_refused()
    {
        Assert.Empty(LeastResources.Misfits(ConfigurationFile.Read("icebreaker"), Ice40Target.Icebreaker));
        Assert.Empty(LeastResources.Misfits(ConfigurationFile.Read("int8-dense-1x1x1_1x1"), Ice40Target.Up5k));
        foreach (string configuration in RepositoryFolder.Configurations())
            Assert.Empty(LeastResources.Misfits(ConfigurationFile.Read(configuration), SynthesisTarget.Parse("ecp5")));
    }

    [Fact]
    public void A_report_is_read_back_and_compared()
    {
        SynthesisReport before = Report(used: 100, fmax: 50);
        SynthesisReport now = Report(used: 110, fmax: 60);
        File.WriteAllText(scratch.At("report.json"), JsonSerializer.Serialize(before, new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower }));
        SynthesisReport read = SynthesisComparison.Read(scratch.At("report.json"));

        Assert.Equal(before.Figures(), read.Figures());
        Assert.Equal(55, (before with { FmaxMhz = [50, 60] }).MedianFmaxMhz);
        Assert.Equal(50, (before with { FmaxMhz = [60, 50, 55] }).MinFmaxMhz);
        Assert.Contains("<td>LUT4</td><td>110 of 105, 104.8%: does not fit</td>".Replace("<td>110", "<td class=\"over\">110", StringComparison.Ordinal), SynthesisPage.Print(now), StringComparison.Ordinal);
        Assert.False(now.Fits);
        Assert.True(before.Fits);
    }

    [Fact]
    public void A_comparison_tells_what_moved_came_and_went()
    {
        SynthesisReport before = Report(used: 100, fmax: 50) with { Modules = [new ModuleArea("mesh", 1, 100), new ModuleArea("old", 1, 4)] };
        SynthesisReport now = Report(used: 90, fmax: 60) with { Modules = [new ModuleArea("mesh", 1, 90), new ModuleArea("new", 1, 0)] };
        var comparison = SynthesisComparison.Of(before, now);

        Assert.Equal(
            [new FigureChange("LUT4", 100, 90), new FigureChange("fmax MHz", 50, 60), new FigureChange("in mesh", 100, 90), new FigureChange("in new", null, 0), new FigureChange("in old", 4, null)],
            comparison.Figures.AsEnumerable());
        Assert.Equal([-10, 20, -10, null, null], comparison.Figures.Select(figure => figure.ChangePercent));
        Assert.Contains("<tr><td>fmax MHz</td><td>50</td><td>60</td><td>+20.0%</td></tr>", SynthesisPage.Print(now with { Comparison = comparison }), StringComparison.Ordinal);
        Assert.DoesNotContain("<th>before</th>", SynthesisPage.Print(now), StringComparison.Ordinal);
    }

    [Fact]
    public void The_slowest_path_is_told()
    {
        SynthesisReport report = Report(used: 100, fmax: 50) with { SlowestPath = new TimingPath("pe/weights_o[3]", "pe/shadow[31]") };

        Assert.Contains("<td>slowest path, from</td><td>pe/weights_o[3]</td></tr>\n<tr><td>to</td><td>pe/shadow[31]</td>", SynthesisPage.Print(report), StringComparison.Ordinal);
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

    private CommandRun Synth(string configuration, string target, params string[] more) =>
        CommandRun.Of(scratch.At("logs"), ["synth", configuration, "-t", target, "-o", scratch.At("out"), .. more]);

    private static SynthesisReport Report(long used, double fmax) => new(
        "c", "00000000", "ice40-up5k", 40, [new Resource("LUT4", used, 105)], 3, null, null, 8, [new ModuleArea("mesh", 1, used)], [fmax], null, null);
}
