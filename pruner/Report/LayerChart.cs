using System.Globalization;
using System.Net;
using System.Text;

namespace HwGen.Pruner.Report;

/// <summary>A picture with a row for each layer and four bars in it: density, error, bytes and clocks, the last two against dense.</summary>
internal static class LayerChart
{
    private const int RowHeight = 26, Head = 34, Label = 150, Panel = 228, Bar = 138, Width = Label + (4 * Panel);

    private const int LongestName = 20;

    public static string ToSvg(IReadOnlyList<LayerReport> layers)
    {
        var svg = new StringBuilder();
        var height = Head + (RowHeight * layers.Count) + 6;
        Add(svg, $"<div class=\"wide\"><svg viewBox=\"0 0 {Width} {height}\" role=\"img\" aria-label=\"density, error, bytes and clocks of each layer\">\n");
        string[] heads = ["density", "error", "bytes", "clocks"];
        for (var i = 0; i < heads.Length; i++)
            Add(svg, $"<text class=\"head\" x=\"{Label + (i * Panel)}\" y=\"18\">{heads[i]}</text>\n");
        var (error, bytes, clocks) = (layers.Max(l => l.Error), (double)layers.Max(l => Math.Max(l.DenseBytes, l.ImageBytes)), (double)layers.Max(l => l.DenseCycles));
        for (var i = 0; i < layers.Count; i++)
        {
            var (layer, y) = (layers[i], Head + (i * RowHeight));
            if (i % 2 == 0)
                Add(svg, $"<rect class=\"stripe\" x=\"0\" y=\"{y - 4}\" width=\"{Width}\" height=\"{RowHeight}\"/>\n");
            Add(svg, $"<text class=\"name\" x=\"{Label - 14}\" y=\"{y + 13}\">{Name(layer.Name)}<title>{WebUtility.HtmlEncode(layer.Name)}, K {layer.K}, N {layer.N}, {WebUtility.HtmlEncode(layer.Structure)}</title></text>\n");
            AddBar(svg, 0, y, layer.Density, 1, null, Invariant($"{100 * layer.Density:0.0}%"));
            AddBar(svg, 1, y, error > 0 ? layer.Error / error : 0, null, null, layer.Error > 0 ? Invariant($"{layer.Error:0.0000}") : "–");
            AddBar(svg, 2, y, layer.ImageBytes / bytes, layer.DenseBytes / bytes, layer.EntropyBoundBytes / bytes, Short(layer.ImageBytes));
            AddBar(svg, 3, y, layer.Cycles / clocks, layer.DenseCycles / clocks, null, Invariant($"{Short(layer.Cycles)}  {(double)layer.DenseCycles / layer.Cycles:0.00}×"));
        }

        return svg.Append("</svg></div>\n").ToString();
    }

    private static void AddBar(StringBuilder svg, int panel, int y, double share, double? dense, double? bound, string text)
    {
        var x = Label + (panel * Panel);
        if (dense is { } whole)
            Add(svg, $"<rect class=\"ghost\" x=\"{x}\" y=\"{y}\" width=\"{Length(whole):0.#}\" height=\"18\" rx=\"3\"/>");
        Add(svg, $"<rect class=\"bar p{panel}\" x=\"{x}\" y=\"{y + 4}\" width=\"{Length(share):0.#}\" height=\"10\" rx=\"2\"/>");
        if (bound is { } least)
            Add(svg, $"<rect class=\"tick\" x=\"{x + Length(least) - 1:0.#}\" y=\"{y}\" width=\"2\" height=\"18\"/>");
        Add(svg, $"<text x=\"{x + Bar + 6}\" y=\"{y + 13}\">{text}</text>\n");
    }

    // Nothing that exists is too small to be seen.
    private static double Length(double share) => share <= 0 ? 0 : Math.Max(1.5, share * Bar);

    private static string Name(string name) => WebUtility.HtmlEncode(name.Length <= LongestName ? name : $"…{name[^(LongestName - 1)..]}");

    private static string Short(long number) => number < 10_000 ? Invariant($"{number}") : number < 10_000_000 ? Invariant($"{number / 1000.0:0.0} k") : Invariant($"{number / 1e6:0.0} M");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static void Add(StringBuilder svg, FormattableString text) => svg.Append(Invariant(text));
}
