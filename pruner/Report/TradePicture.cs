using System.Net;

namespace HwGen.Pruner.Report;

/// <summary>A picture of what a budget had to choose from: the curve of the best allotments with the uniform densities, and beneath it what was
/// tried. It needs nothing else; in a page it takes the page's colours.</summary>
public static class TradePicture
{
    private const int Width = 860;

    private const string Style = """
        .trade { font: 12px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
        .trade text { fill: var(--ink, #1c2330); font-size: 12px; font-variant-numeric: tabular-nums; }
        .trade .paper { fill: var(--paper, #ffffff); }
        .trade .title { font-size: 14px; font-weight: 600; }
        .trade .soft { fill: var(--soft, #667085); } .trade .strong { font-weight: 600; }
        .trade .middle { text-anchor: middle; } .trade .right { text-anchor: end; }
        .trade .grid { stroke: var(--line, #e3e7ee); stroke-width: 1; } .trade .axis { stroke: var(--soft, #667085); stroke-width: 1; }
        .trade .limit { stroke: var(--soft, #667085); stroke-width: 1; stroke-dasharray: 4 4; }
        .trade .stripe { fill: var(--ground, #f5f6f8); }
        .trade .front { fill: none; stroke: var(--clocks, #7a5af0); stroke-width: 2.5; stroke-linejoin: round; }
        .trade .uniform { fill: var(--paper, #ffffff); stroke: var(--error, #d9822b); stroke-width: 2; } .trade text.density { fill: var(--error, #b96a17); }
        .trade .tried { fill: var(--soft, #667085); } .trade .whisker { stroke: var(--soft, #667085); stroke-width: 2; }
        .trade .taken { fill: var(--clocks, #7a5af0); stroke: var(--paper, #ffffff); stroke-width: 2; } .trade .whisker.best { stroke: var(--clocks, #7a5af0); }

        """;

    public static string ToSvg(TradeReport trade)
    {
        ArgumentNullException.ThrowIfNull(trade);
        var canvas = new SvgCanvas();
        var height = TradeCurve.Draw(canvas, trade, Width);
        if (trade.Measure is not null)
            height = TrialRows.Draw(canvas, trade, Width, height);
        return SvgCanvas.Invariant($"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"trade\" viewBox=\"0 0 {Width} {height}\" role=\"img\" aria-label=\"{Label(trade)}\">\n")
            + SvgCanvas.Invariant($"<style>\n{Style}</style>\n<rect class=\"paper\" width=\"{Width}\" height=\"{height}\"/>\n{canvas}</svg>\n");
    }

    private static string Label(TradeReport trade) =>
        WebUtility.HtmlEncode($"change of the output over {trade.Unit}: the best allotments, uniform densities, and what was chosen for {trade.Request}");
}
