using System.Globalization;
using System.Xml.Linq;
using HwGen.Pruner.Report;

namespace HwGen.Tests.Unit.Pruner;

public sealed class ReportPageTests
{
    internal static readonly PruneReport Report = new()
    {
        Network = "net<1>",
        Configuration = "array",
        ConfigurationHash = "01234567",
        Method = "descent",
        CalibrationSamples = 64,
        Batch = 8,
        Accuracy = new AccuracyReport(1000, 0.9215, 0.9, "evaluation"),
        Layers = [Layer("block/first & only/convolution.weights", 0.5, 0.0123, 1500, 4000, 1000, 2000), Layer("fc", 0.25, 0, 300, 1000, 500, 12_345_678)],
    };

    [Fact]
    public void The_picture_has_bars_in_proportion()
    {
        var rectangles = Picture().Descendants().Where(e => e.Name.LocalName == "rect").ToArray();
        double[] Widths(string name) => [.. rectangles.Where(r => (string)r.Attribute("class")! == name).Select(r => (double)r.Attribute("width")!)];
        Assert.Equal([0.5, 0.25], Widths("bar p0").Select(w => Math.Round(w / 138, 2)));
        Assert.Equal(0, Widths("bar p1")[1]);
        Assert.Equal([1500.0 / 4000, 300.0 / 4000], Widths("bar p2").Select(w => Math.Round(w / 138, 3)));
        Assert.Equal(2, Widths("tick").Length);
        Assert.Equal([1.5, 69.0], Widths("bar p3"));
        Assert.Equal([4000.0, 1000], Widths("ghost").Where((_, i) => i % 3 == 1).Select(w => Math.Round(w / 138 * 4000)));
    }

    [Fact]
    public void The_page_states_the_figures_in_every_country_alike()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            var other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            (other.NumberFormat.NumberDecimalSeparator, other.NumberFormat.NumberGroupSeparator) = (",", ".");
            CultureInfo.CurrentCulture = other;
            var page = ReportPage.ToHtml(Report);
            Assert.Contains("<h1>net&lt;1&gt;</h1>", page, StringComparison.Ordinal);
            Assert.Contains("<b>90.00%</b><span>accuracy</span><small>92.15% before, −2.15 points, 1000 evaluation samples</small>", page, StringComparison.Ordinal);
            // 4000 of 5000 bytes at half, 1000 at a quarter.
            Assert.Contains("<b>45.0%</b><span>of the weights</span>", page, StringComparison.Ordinal);
            Assert.Contains("<td>0.0123<td>", page, StringComparison.Ordinal);
            Assert.Contains("<td>12,345,678<td>", page, StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void The_page_needs_nothing_else() =>
        Assert.DoesNotMatch("<script|<link|<img|src=|href=|url\\(|http", ReportPage.ToHtml(Report));

    [Fact]
    public void Without_labels_there_is_no_accuracy() =>
        Assert.DoesNotContain("accuracy", ReportPage.ToHtml(Report with { Accuracy = null }), StringComparison.Ordinal);

    private static XElement Picture()
    {
        var page = ReportPage.ToHtml(Report);
        var start = page.IndexOf("<svg", StringComparison.Ordinal);
        return XElement.Parse(page[start..(page.IndexOf("</svg>", StringComparison.Ordinal) + "</svg>".Length)]);
    }

    private static LayerReport Layer(string name, double density, double error, long bytes, long dense, long bound, long denseCycles) => new()
    {
        Name = name,
        Rows = 4,
        K = 100,
        N = 40,
        Structure = "4:8",
        Kept = 4,
        Density = density,
        Error = error,
        Images = 1,
        ImageBytes = bytes,
        DenseBytes = dense,
        EntropyBoundBytes = bound,
        Cycles = name == "fc" ? denseCycles / 2 : 1000,
        DenseCycles = denseCycles,
    };
}
