using System.Globalization;
using System.Net;
using System.Text;

namespace HwGen.Cli.Synthesis;

/// <summary>Draws areas as boxes that fill a rectangle, each as large as its share: a floor plan without wires.</summary>
/// <remarks>Squarified treemap. Source: Bruls, Huizing, van Wijk, 2000.</remarks>
public static class Treemap
{
    private const double Width = 960;
    private const double Height = 480;

    /// <summary>The colour of a box, by its place among all from the largest on: a table can show it.</summary>
    public static string Colour(int place) => string.Create(CultureInfo.InvariantCulture, $"hsl({(205 + (place * 137)) % 360} {40 - (place / 12 % 3 * 10)}% {78 - (place % 3 * 4)}%)");

    /// <summary>An SVG picture.</summary>
    /// <param name="areas">name, what stands below it, and size; sizes above 0</param>
    public static string Draw(IEnumerable<(string Name, string Note, double Size)> areas)
    {
        List<(string Name, string Note, double Size)> rest = [.. areas.Where(area => area.Size > 0).OrderByDescending(area => area.Size)];
        double scale = Width * Height / rest.Sum(area => area.Size);
        var text = new StringBuilder($"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"area by module\">\n");
        double x = 0, y = 0, width = Width, height = Height;
        int place = 0;
        while (rest.Count > 0)
        {
            double side = Math.Min(width, height);
            int count = 1;
            while (count < rest.Count && Worst(rest.Take(count + 1), side, scale) <= Worst(rest.Take(count), side, scale))
                count++;
            double thickness = rest.Take(count).Sum(area => area.Size) * scale / side;
            double along = 0;
            foreach ((string name, string note, double size) in rest.Take(count))
            {
                double length = size * scale / thickness;
                if (width >= height)
                    Append(text, x, y + along, thickness, length, name, note, place++);
                else
                    Append(text, x + along, y, length, thickness, name, note, place++);
                along += length;
            }

            if (width >= height)
                (x, width) = (x + thickness, width - thickness);
            else
                (y, height) = (y + thickness, height - thickness);
            rest.RemoveRange(0, count);
        }

        return text.Append("</svg>\n").ToString();
    }

    // The longest side to the shortest, of a row of boxes along a side.
    private static double Worst(IEnumerable<(string Name, string Note, double Size)> row, double side, double scale)
    {
        double[] sizes = [.. row.Select(area => area.Size * scale)];
        double sum = sizes.Sum();
        return Math.Max(side * side * sizes.Max() / (sum * sum), sum * sum / (side * side * sizes.Min()));
    }

    private static void Append(StringBuilder text, double x, double y, double width, double height, string name, string note, int place)
    {
        text.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x:0.#}\" y=\"{y:0.#}\" width=\"{width:0.#}\" height=\"{height:0.#}\" fill=\"{Colour(place)}\">");
        text.Append($"<title>{WebUtility.HtmlEncode($"{name}: {note}")}</title></rect>");
        if (TreemapLabel.Fitting(name, note, width, height) is { } label)
            text.Append(label.Print(x, y, height));
        text.Append('\n');
    }
}
