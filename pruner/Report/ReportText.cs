using System.Globalization;
using System.Text;
using System.Text.Json;
using HwGen.Pruner.Permutation;

namespace HwGen.Pruner.Report;

/// <summary>A report as text for people and as JSON for programs.</summary>
public static class ReportText
{
    private static readonly string[] Headings = ["layer", "rows", "K", "N", "structure", "kept", "density", "error", "images", "bytes", "dense", "bound", "cycles", "dense", "speed-up"];

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
        NewLine = "\n",
    };

    public static string ToJson(PruneReport report) => JsonSerializer.Serialize(report, Options) + "\n";

    public static string ToText(PruneReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder();
        Line(text, $"{report.Network} for {report.Configuration} ({report.ConfigurationHash}), method {report.Method}, {report.CalibrationSamples} calibration samples");
        if (report.Accuracy is { } accuracy)
            Line(text, $"accuracy on {accuracy.Samples} {accuracy.Source} samples: {100 * accuracy.Float:f2}% float, {100 * accuracy.Integer:f2}% pruned integer network");
        if (report.Permuted.Count > 0)
            Line(text, $"channels permuted; of what weights are worth stays: {string.Join(", ", report.Permuted.Select(Gain))}");
        foreach (var line in report.ModelScales is { } scales ? scales.Notes.Prepend(scales.ToString()) : [])
            Line(text, $"{line}");
        text.Append('\n');
        Table(text, [Headings, .. report.Layers.Select(Row), Total(report)], 0, 4);
        Line(text, $"\nbytes: all images of the layer; dense: the weights alone without sparsity; bound: kept weights and the entropy of their places");
        Line(text, $"cycles: ideal clocks of the array for {report.Batch} samples; error: change of the output's power on the calibration samples");
        if (report.Trade is { } trade)
        {
            Line(text, $"\nbudget {trade.Request}");
            Table(text, [TradeTable.Headings(trade), .. trade.Candidates.Select(TradeTable.Row)], 0);
            foreach (var note in TradeTable.Notes(trade))
                Line(text, $"{note}");
        }

        return text.ToString();
    }

    private static string Gain(ChannelGain gain) => FormattableString.Invariant($"{gain.Layer} {100 * gain.After:f1}% instead of {100 * gain.Before:f1}%");

    private static void Table(StringBuilder text, IReadOnlyList<IReadOnlyList<string>> rows, params int[] leftAligned)
    {
        int[] widths = [.. Enumerable.Range(0, rows[0].Count).Select(i => rows.Max(r => r[i].Length))];
        foreach (var row in rows)
            Line(text, $"{string.Join("  ", row.Select((cell, i) => leftAligned.Contains(i) ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]))).TrimEnd()}");
    }

    private static string[] Row(LayerReport layer) =>
    [
        layer.Name, Text(layer.Rows), Text(layer.K), Text(layer.N), layer.Structure, layer.KeptText, Text(layer.Density, "f3"), Text(layer.Error, "f4"), Text(layer.Images),
        Text(layer.ImageBytes), Text(layer.DenseBytes), Text(layer.EntropyBoundBytes), Text(layer.Cycles), Text(layer.DenseCycles), Text((double)layer.DenseCycles / layer.Cycles, "f2"),
    ];

    private static string[] Total(PruneReport report) =>
    [
        "total", "", "", "", "", "", "", "", Text(report.Layers.Sum(l => l.Images)),
        Text(report.ImageBytes), Text(report.DenseBytes), Text(report.EntropyBoundBytes), Text(report.Cycles), Text(report.DenseCycles), Text((double)report.DenseCycles / report.Cycles, "f2"),
    ];

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(double number, string format) => number.ToString(format, CultureInfo.InvariantCulture);

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
