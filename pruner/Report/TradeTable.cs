namespace HwGen.Pruner.Report;

/// <summary>What a budget had to choose from, as a table.</summary>
public static class TradeTable
{
    private const string None = "–";

    public static IReadOnlyList<string> Headings(TradeReport trade)
    {
        ArgumentNullException.ThrowIfNull(trade);
        return ["densities", trade.Unit, "share", "change", trade.Measure ?? "accuracy", "lost", ""];
    }

    /// <param name="candidate">densities that could be chosen</param>
    /// <returns>a cell for each heading</returns>
    public static IReadOnlyList<string> Row(TradeCandidate candidate)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        return
        [
            candidate.Name, SvgCanvas.Invariant($"{candidate.Cost}"), SvgCanvas.Invariant($"{100 * candidate.Share:0.0}%"), SvgCanvas.Invariant($"{100 * candidate.Error:0.00}%"),
            candidate.Accuracy is { } accuracy ? SvgCanvas.Invariant($"{100 * accuracy:0.0}%") : None,
            candidate.Drop is { } drop ? SvgCanvas.Invariant($"{drop:0.0} ± {candidate.Deviation:0.0}") : None,
            candidate.IsTaken ? "chosen" : "",
        ];
    }

    /// <summary>What the columns mean.</summary>
    public static IReadOnlyList<string> Notes(TradeReport trade)
    {
        ArgumentNullException.ThrowIfNull(trade);
        return
        [
            $"{trade.Unit}: share of the dense network's; change: power of the output's change, relative to the output's, forecast from single layers and N-tiles",
            trade.Measure is { } measure
                ? SvgCanvas.Invariant($"{measure}: measured on {trade.HeldBack} calibration samples held back, on which the float network has {100 * trade.Reference:0.0}%; lost: points below it, with one standard deviation")
                : $"nothing was tried: {trade.Objection}; the least change was chosen",
        ];
    }
}
