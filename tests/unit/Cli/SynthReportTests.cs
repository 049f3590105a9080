using System.Text.Json;
using System.Xml.Linq;
using HwGen.Cli.Synthesis;
using HwGen.Tests.Shared;
using HwGen.Verify.GateLevel;

namespace HwGen.Tests.Unit.Cli;

/// <summary>The report of <c>hwgen synth</c>: its page with the picture, and its comparison with an earlier one.</summary>
public sealed class SynthReportTests : IDisposable
{
    private readonly ScratchFolder scratch = new();

    public void Dispose() => scratch.Dispose();

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

        Assert.DoesNotContain(">none<", page, StringComparison.Ordinal);
        Assert.Equal(60, Enumerable.Range(0, 60).Select(Treemap.Colour).Distinct().Count());
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

    private static SynthesisReport Report(long used, double fmax) => new(
        "c", "00000000", "ice40-up5k", 40, [new Resource("LUT4", used, 105)], 3, null, null, 8, [new ModuleArea("mesh", 1, used)], [fmax], null, null);
}
