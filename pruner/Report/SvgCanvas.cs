using System.Globalization;
using System.Net;
using System.Text;

namespace HwGen.Pruner.Report;

/// <summary>Shapes and text of an SVG picture, numbers written alike in every country.</summary>
internal sealed class SvgCanvas
{
    private readonly StringBuilder _shapes = new();

    public SvgCanvas Line(string style, double x1, double y1, double x2, double y2) =>
        Add($"<line class=\"{style}\" x1=\"{x1:0.#}\" y1=\"{y1:0.#}\" x2=\"{x2:0.#}\" y2=\"{y2:0.#}\"/>\n");

    public SvgCanvas Rectangle(string style, double x, double y, double width, double height) =>
        Add($"<rect class=\"{style}\" x=\"{x:0.#}\" y=\"{y:0.#}\" width=\"{width:0.#}\" height=\"{height:0.#}\"/>\n");

    public SvgCanvas Path(string style, IEnumerable<(double X, double Y)> points) =>
        Add($"<path class=\"{style}\" d=\"M{string.Join('L', points.Select(p => Invariant($"{p.X:0.#} {p.Y:0.#}")))}\"/>\n");

    /// <param name="title">shown under the pointer</param>
    public SvgCanvas Circle(string style, double x, double y, double radius, string title) =>
        Add($"<circle class=\"{style}\" cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"{radius:0.#}\"><title>{WebUtility.HtmlEncode(title)}</title></circle>\n");

    public SvgCanvas Text(string style, double x, double y, string text) =>
        Add($"<text class=\"{style}\" x=\"{x:0.#}\" y=\"{y:0.#}\">{WebUtility.HtmlEncode(text)}</text>\n");

    /// <summary>Text that runs upwards, its middle at a point.</summary>
    public SvgCanvas TextUpwards(string style, double x, double y, string text) =>
        Add($"<text class=\"{style}\" transform=\"translate({x:0.#} {y:0.#}) rotate(-90)\">{WebUtility.HtmlEncode(text)}</text>\n");

    public override string ToString() => _shapes.ToString();

    public static string Invariant(FormattableString text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.ToString(CultureInfo.InvariantCulture);
    }

    private SvgCanvas Add(FormattableString shape)
    {
        _shapes.Append(Invariant(shape));
        return this;
    }
}
