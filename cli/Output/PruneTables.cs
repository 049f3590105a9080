using HwGen.Pruner.Report;

namespace HwGen.Cli.Output;

/// <summary>What pruning cost and gained, for people.</summary>
internal static class PruneTables
{
    public static void Show(PruneReport report, Session session)
    {
        var table = new ResultTable("layer", ">K", ">N", "structure", ">density", ">bytes", ">dense", ">ideal clocks", ">dense");
        foreach (LayerReport layer in report.Layers)
            table.Add(
                layer.Name, $"{layer.K}", $"{layer.N}", layer.Structure, $"{100 * layer.Density:0.0}%",
                $"{layer.ImageBytes}", $"{layer.DenseBytes}", $"{layer.Cycles}", $"{layer.DenseCycles}");
        session.Show(table.Add("total", "", "", "", "", $"{report.ImageBytes}", $"{report.DenseBytes}", $"{report.Cycles}", $"{report.DenseCycles}"));
        session.Say($"clocks are for {report.Batch} samples; bytes are those of the images, dense those of all weights");
        if (report.Permuted.Count > 0)
            session.Say($"channels permuted: of what the weights of {report.Permuted.Count} layers are worth, {100 * report.Permuted.Average(gain => gain.After):0.0}% stays, before {100 * report.Permuted.Average(gain => gain.Before):0.0}%");
        foreach (string line in report.ModelScales is { } scales ? scales.Notes.Prepend(scales.ToString()) : [])
            session.Say(line);
        if (report.Trade is { } trade)
            Show(trade, session);
        if (report.Accuracy is { } accuracy)
            session.Say($"accuracy on {accuracy.Samples} {accuracy.Source} samples: {100 * accuracy.Float:0.0}% before, {100 * accuracy.Integer:0.0}% pruned and quantized");
    }

    private static void Show(TradeReport trade, Session session)
    {
        var table = new ResultTable([.. TradeTable.Headings(trade).Select((heading, i) => i == 0 ? heading : $">{heading}")]);
        foreach (TradeCandidate candidate in trade.Candidates)
            table.Add([.. TradeTable.Row(candidate)]);
        session.Show(table);
        foreach (string note in TradeTable.Notes(trade))
            session.Say(note);
    }
}
