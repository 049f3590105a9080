using System.Globalization;
using System.Xml.Linq;
using HwGen.Pruner;
using HwGen.Pruner.Report;

namespace HwGen.Tests.Unit.Pruner;

public sealed class TradePictureTests
{
    private static readonly TradeReport Trade = new()
    {
        Request = "cycles=0.5",
        Kind = "cycles",
        Unit = "clocks",
        DenseCost = 1_234_567,
        Limit = 0.5,
        Measure = "top-1",
        HeldBack = 200,
        Reference = 0.92,
        Front = [new TradePoint(0.125, 1), new TradePoint(0.5, 0.01), new TradePoint(1, 0.001)],
        Candidates =
        [
            Candidate("uniform 1:8", 0.125, 1) with { Density = "1:8" },
            Candidate("uniform 1:8, first & only dense", 0.13, 0.9) with { Density = "1:8" },
            Candidate("uniform 4:8", 0.498, 0.02) with { Density = "4:8", Accuracy = 0.85, Drop = 7, Deviation = 1.5 },
            Candidate("by N-tile", 0.5, 0.01) with { Accuracy = 0.9, Drop = 2, Deviation = 1, IsTaken = true },
            Candidate("dense", 1, 0.001) with { Density = "8:8" },
        ],
    };

    [Fact]
    public void Points_stand_in_proportion()
    {
        var svg = XElement.Parse(TradePicture.ToSvg(Trade));
        double[] curve = [.. Of(svg, "path", "front").Single().Attribute("d")!.Value.Split('M', 'L', ' ').Where(t => t.Length > 0).Select(Number)];
        // Shares 0.125, 0.5, 1 to the right, three decades downwards.
        Assert.Equal((curve[4] - curve[0]) / (1 - 0.125), (curve[2] - curve[0]) / (0.5 - 0.125), 0.3);
        Assert.Equal(curve[1] + ((curve[5] - curve[1]) * 2 / 3), curve[3], 0.2);
        var taken = Of(svg, "circle", "taken").Skip(1).First();
        Assert.Equal((curve[2], curve[3]), (Number(taken, "cx"), Number(taken, "cy")));
        var limit = Of(svg, "line", "limit").First();
        Assert.Equal(curve[2], Number(limit, "x1"));
    }

    [Fact]
    public void Whiskers_are_one_deviation_to_each_side()
    {
        var svg = XElement.Parse(TradePicture.ToSvg(Trade));
        var (other, best) = (Of(svg, "line", "whisker").Single(), Of(svg, "line", "whisker best").Single());
        double Middle(XElement line) => (Number(line, "x1") + Number(line, "x2")) / 2;
        var percent = (Middle(best) - Middle(other)) / 5;
        Assert.Equal(2 * percent, Number(best, "x2") - Number(best, "x1"), 0.3);
        Assert.Equal(3 * percent, Number(other, "x2") - Number(other, "x1"), 0.3);
        Assert.Equal(Middle(best), Number(Of(svg, "circle", "taken").Last(), "cx"), 0.2);
    }

    [Fact]
    public void No_label_covers_another()
    {
        var crowded = Trade with { Candidates = [.. Trade.Candidates, .. Enumerable.Range(1, 31).Select(n => Candidate($"uniform {n}:32", 0.5 + (0.004 * n), 0.02 / n) with { Density = $"{n}:32" })] };
        foreach (var trade in new[] { Trade, crowded })
        {
            var labels = Of(XElement.Parse(TradePicture.ToSvg(trade)), "text", "density").Select(t => (X: Number(t, "x"), Y: Number(t, "y"), Width: 6.8 * t.Value.Length)).ToArray();
            Assert.InRange(labels.Length, 3, trade.Candidates.Count);
            for (var i = 0; i < labels.Length; i++)
                for (var j = 0; j < i; j++)
                    Assert.False(
                        Math.Abs(labels[i].Y - labels[j].Y) < 13 && labels[i].X < labels[j].X + labels[j].Width && labels[j].X < labels[i].X + labels[i].Width,
                        $"{labels[i]} {labels[j]}");
        }
    }

    [Fact]
    public void Page_and_text_hold_picture_and_table_in_every_country_alike()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            var other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            (other.NumberFormat.NumberDecimalSeparator, other.NumberFormat.NumberGroupSeparator) = (",", ".");
            CultureInfo.CurrentCulture = other;
            var report = ReportPageTests.Report with { Trade = Trade };
            Assert.Contains(TradePicture.ToSvg(Trade), ReportPage.ToHtml(report), StringComparison.Ordinal);
            Assert.Contains("<td>uniform 1:8, first &amp; only dense<td>", ReportPage.ToHtml(report), StringComparison.Ordinal);
            Assert.Contains("clocks, share of the dense network&#39;s 1,234,567", TradePicture.ToSvg(Trade), StringComparison.Ordinal);
            var text = ReportText.ToText(report);
            Assert.Matches(@"(?m)^budget cycles=0\.5$", text);
            Assert.Matches(@"(?m)^densities +clocks +share +change +top-1 +lost$", text);
            Assert.Matches(@"(?m)^by N-tile +617284 +50\.0% +1\.00% +90\.0% +2\.0 ± 1\.0 +chosen$", text);
            Assert.Contains("measured on 200 calibration samples held back, on which the float network has 92.0%", text, StringComparison.Ordinal);
            Assert.Contains("\"held_back\": 200", ReportText.ToJson(report), StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Without_trials_there_is_the_curve_alone()
    {
        var untried = Trade with { Measure = null, Objection = "3 samples", Candidates = [.. Trade.Candidates.Select(c => c with { Accuracy = null, Drop = null, Deviation = null })] };
        Assert.Empty(Of(XElement.Parse(TradePicture.ToSvg(untried)), "line", "whisker"));
        Assert.Contains("nothing was tried: 3 samples; the least change was chosen", TradeTable.Notes(untried));
    }

    [Fact]
    public void Errors_of_zero_and_a_single_point_have_a_place()
    {
        var flat = Trade with { Front = [new TradePoint(1, 0)], Candidates = [Candidate("by N-tile", 1, 0) with { IsTaken = true, Accuracy = 1, Drop = 0, Deviation = 0 }], Reference = 1 };
        Assert.All(XElement.Parse(TradePicture.ToSvg(flat)).Descendants().Attributes().Where(a => a.Name.LocalName is "cx" or "cy" or "x1" or "y1"), a => Assert.InRange(Number(a.Value), 0, 900));
    }

    private static TradeCandidate Candidate(string name, double share, double error) => new(name, (long)Math.Round(share * 1_234_567), share, error, null, null, null, false);

    private static IEnumerable<XElement> Of(XElement svg, string name, string style) =>
        svg.Descendants().Where(e => e.Name.LocalName == name && (string?)e.Attribute("class") == style);

    private static double Number(XElement element, string attribute) => Number(element.Attribute(attribute)!.Value);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
