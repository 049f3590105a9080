using System.Globalization;
using System.Net;
using System.Text;

namespace HwGen.Pruner.Report;

/// <summary>A report as one HTML page that needs nothing else: no script, no network, pictures as SVG, light and dark.</summary>
public static class ReportPage
{
    public static string ToHtml(PruneReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var page = new StringBuilder();
        Add(page, $"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        Add(page, $"<title>{Text(report.Network)} pruned for {Text(report.Configuration)}</title>\n<style>\n{ReportStyle.Css}</style>\n</head>\n<body>\n<main>\n");
        Add(page, $"<header>\n<h1>{Text(report.Network)}</h1>\n<p>pruned and quantized for <b>{Text(report.Configuration)}</b> ({Text(report.ConfigurationHash)}), method <b>{Text(report.Method)}</b>, ");
        Add(page, $"{report.CalibrationSamples} calibration samples</p>\n</header>\n<section class=\"cards\">\n");
        AddCards(page, report);
        page.Append("</section>\n");
        if (report.Trade is { } trade)
            AddTrade(page, trade);
        page.Append("<section>\n<h2>Layer by layer</h2>\n").Append(LayerChart.ToSvg(report.Layers));
        Add(page, $"<p class=\"legend\"><i class=\"bar\"></i> this network <i class=\"ghost\"></i> dense <i class=\"tick\"></i> entropy bound: the kept weights and the least that must be said about their places</p>\n");
        page.Append("</section>\n<section>\n<h2>Numbers</h2>\n");
        AddTable(page, report);
        Add(page, $"<p class=\"note\">Error: power of the change of the output, relative to that of the output, on the calibration samples; none for a layer that is only quantized. ");
        Add(page, $"{(report.ModelScales is { } scales ? Text($"{string.Join(". ", scales.Notes.Prepend(scales.ToString()))}. ") : "")}");
        Add(page, $"Bytes: all images of the layer. Clocks: ideal clocks of the array for {report.Batch} samples; <code>hwgen run</code> measures them.</p>\n");
        return page.Append("</section>\n</main>\n</body>\n</html>\n").ToString();
    }

    private static void AddTrade(StringBuilder page, TradeReport trade)
    {
        Add(page, $"<section>\n<h2>Budget</h2>\n<div class=\"wide\">{TradePicture.ToSvg(trade)}</div>\n<div class=\"wide\"><table class=\"trade-table\">\n");
        Add(page, $"<tr>{string.Concat(TradeTable.Headings(trade).Select(h => $"<th>{Text(h)}"))}</tr>\n");
        foreach (var candidate in trade.Candidates)
            Add(page, $"<tr{(candidate.IsTaken ? " class=\"total\"" : "")}>{string.Concat(TradeTable.Row(candidate).Select(cell => $"<td>{Text(cell)}"))}</tr>\n");
        page.Append("</table></div>\n");
        foreach (var note in TradeTable.Notes(trade))
            Add(page, $"<p class=\"note\">{Text(note)}</p>\n");
        page.Append("</section>\n");
    }

    private static void AddCards(StringBuilder page, PruneReport report)
    {
        if (report.Accuracy is { } accuracy)
            AddCard(page, Percent(accuracy.Integer, 2), "accuracy", Invariant($"{Percent(accuracy.Float, 2)} before, {100 * (accuracy.Integer - accuracy.Float):+0.00;−0.00} points, {accuracy.Samples} {accuracy.Source} samples"));
        AddCard(page, Invariant($"{(double)report.DenseCycles / report.Cycles:0.00}×"), "faster than dense, ideally", Invariant($"{report.Cycles:n0} of {report.DenseCycles:n0} clocks for {report.Batch} samples"));
        AddCard(page, Invariant($"{(double)report.DenseBytes / report.ImageBytes:0.00}×"), "smaller than dense", Invariant($"{report.ImageBytes:n0} of {report.DenseBytes:n0} bytes, bound {report.EntropyBoundBytes:n0}"));
        AddCard(page, Percent(Density(report), 1), "of the weights", Invariant($"in {report.Layers.Count} layers and {report.Layers.Sum(l => l.Images)} images"));
    }

    private static void AddCard(StringBuilder page, string figure, string what, string detail) =>
        Add(page, $"<div class=\"card\"><b>{figure}</b><span>{what}</span><small>{Text(detail)}</small></div>\n");

    private static void AddTable(StringBuilder page, PruneReport report)
    {
        page.Append("<div class=\"wide\"><table>\n<tr><th>layer<th>rows<th>K<th>N<th>structure<th>kept<th>density<th>error<th>images<th>bytes<th>dense<th>bound<th>clocks<th>dense<th>faster</tr>\n");
        foreach (var l in report.Layers)
        {
            Add(page, $"<tr><td>{Text(l.Name)}<td>{l.Rows}<td>{l.K}<td>{l.N}<td>{Text(l.Structure)}<td>{Text(l.KeptText)}<td>{Percent(l.Density, 1)}<td>{(l.Error > 0 ? Invariant($"{l.Error:0.0000}") : "–")}<td>{l.Images}");
            Add(page, $"<td>{l.ImageBytes:n0}<td>{l.DenseBytes:n0}<td>{l.EntropyBoundBytes:n0}<td>{l.Cycles:n0}<td>{l.DenseCycles:n0}<td>{(double)l.DenseCycles / l.Cycles:0.00}×</tr>\n");
        }

        Add(page, $"<tr class=\"total\"><td>total<td><td><td><td><td><td>{Percent(Density(report), 1)}<td><td>{report.Layers.Sum(l => l.Images)}");
        Add(page, $"<td>{report.ImageBytes:n0}<td>{report.DenseBytes:n0}<td>{report.EntropyBoundBytes:n0}<td>{report.Cycles:n0}<td>{report.DenseCycles:n0}<td>{(double)report.DenseCycles / report.Cycles:0.00}×</tr>\n</table></div>\n");
    }

    // Dense bytes are in proportion to the weights of a layer.
    private static double Density(PruneReport report) => report.Layers.Sum(l => l.Density * l.DenseBytes) / report.DenseBytes;

    private static string Percent(double share, int digits) => (100 * share).ToString($"f{digits}", CultureInfo.InvariantCulture) + "%";

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static void Add(StringBuilder page, FormattableString text) => page.Append(Invariant(text));
}
