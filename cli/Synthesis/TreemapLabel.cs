using System.Globalization;
using System.Net;

namespace HwGen.Cli.Synthesis;

/// <summary>What stands in a box of a <see cref="Treemap"/>: its name, as large as it fits, and what goes with the name. A box in which the name has no room stays empty.</summary>
/// <param name="Name">of the box</param>
/// <param name="Note">second line, empty for none</param>
/// <param name="Size">height of the letters of the name, in the units of the picture</param>
/// <param name="IsUpright">read from below, in a tall box</param>
public sealed record TreemapLabel(string Name, string Note, double Size, bool IsUpright)
{
    private const double Margin = 5;
    private const double NoteSize = 11;
    private const double LetterWidth = 0.6;  // of its height, at most, on average
    private static readonly double[] Sizes = [13, 11, 9];

    /// <summary>The largest label that a box holds; null if it holds none.</summary>
    public static TreemapLabel? Fitting(string name, string note, double width, double height)
    {
        foreach (double size in Sizes)
        {
            if (Holds(width, height, name, size))
                return new TreemapLabel(name, Holds(width, height - (size * 1.3), note, Math.Min(NoteSize, size)) ? note : "", size, IsUpright: false);
            if (Holds(height, width, name, size))
                return new TreemapLabel(name, Holds(height, width - (size * 1.3), note, Math.Min(NoteSize, size)) ? note : "", size, IsUpright: true);
        }

        return null;
    }

    /// <summary>The SVG text, for a box at a place and of a height.</summary>
    public string Print(double x, double y, double height)
    {
        string place = IsUpright
            ? string.Create(CultureInfo.InvariantCulture, $"translate({x:0.#} {y + height:0.#}) rotate(-90)")
            : string.Create(CultureInfo.InvariantCulture, $"translate({x:0.#} {y:0.#})");
        string name = string.Create(CultureInfo.InvariantCulture, $"<text x=\"{Margin}\" y=\"{Margin + (Size * 0.8):0.#}\" font-size=\"{Size}\">{WebUtility.HtmlEncode(Name)}</text>");
        string note = Note.Length == 0 ? ""
            : string.Create(CultureInfo.InvariantCulture, $"<text class=\"note\" x=\"{Margin}\" y=\"{Margin + (Size * 2.1):0.#}\" font-size=\"{Math.Min(NoteSize, Size)}\">{WebUtility.HtmlEncode(Note)}</text>");
        return $"<g transform=\"{place}\">{name}{note}</g>";
    }

    private static bool Holds(double along, double across, string text, double size) =>
        (text.Length * size * LetterWidth) + (2 * Margin) <= along && (size * 1.2) + Margin <= across;
}
