using System.Globalization;

namespace HwGen.Examples.Digits.Drawing;

/// <summary>The ways to write each digit, as paths in the unit square.</summary>
public static class Glyphs
{
    /// <summary>Digits, 0 to 9.</summary>
    public const int Classes = 10;

    // The path language is SVG's: M moves the pen, L draws a line, Q a curve past a control point.
    private static readonly string[][] Paths =
    [
        ["M .5 .1 Q .22 .1 .22 .5 Q .22 .9 .5 .9 Q .78 .9 .78 .5 Q .78 .1 .5 .1"],
        ["M .5 .1 L .5 .9", "M .32 .28 Q .46 .22 .52 .1 L .52 .9", "M .34 .26 L .52 .1 L .52 .9 M .32 .9 L .72 .9"],
        ["M .24 .3 Q .26 .1 .5 .1 Q .76 .1 .76 .32 Q .76 .5 .5 .66 Q .3 .8 .22 .9 L .8 .9"],
        ["M .26 .2 Q .36 .1 .5 .1 Q .74 .1 .74 .3 Q .74 .48 .46 .48 Q .78 .48 .78 .7 Q .78 .9 .5 .9 Q .32 .9 .22 .78",
         "M .24 .1 L .74 .1 L .46 .42 Q .78 .44 .78 .68 Q .78 .9 .5 .9 Q .32 .9 .22 .78"],
        ["M .62 .9 L .62 .1 L .2 .64 L .82 .64", "M .34 .1 L .24 .56 L .78 .56 M .66 .3 L .64 .9"],
        ["M .74 .1 L .32 .1 L .28 .46 Q .4 .4 .5 .4 Q .78 .4 .78 .64 Q .78 .9 .48 .9 Q .32 .9 .22 .8"],
        ["M .68 .1 Q .24 .26 .24 .64 Q .24 .9 .5 .9 Q .76 .9 .76 .68 Q .76 .46 .52 .46 Q .3 .46 .25 .66"],
        ["M .22 .1 L .78 .1 Q .5 .46 .42 .9", "M .22 .1 L .78 .1 Q .54 .46 .44 .9 M .36 .5 L .68 .5"],
        ["M .5 .1 Q .26 .1 .26 .28 Q .26 .44 .5 .48 Q .78 .54 .78 .7 Q .78 .9 .5 .9 Q .22 .9 .22 .7 Q .22 .54 .5 .48 Q .74 .44 .74 .28 Q .74 .1 .5 .1"],
        ["M .74 .36 Q .72 .54 .48 .54 Q .24 .54 .24 .32 Q .24 .1 .5 .1 Q .76 .1 .75 .36 Q .74 .7 .58 .9",
         "M .74 .34 Q .7 .54 .48 .54 Q .24 .54 .24 .32 Q .24 .1 .5 .1 Q .76 .1 .76 .44 Q .76 .9 .46 .9 Q .34 .9 .26 .82"],
    ];

    private static readonly Curve[][][] Parsed = [.. Paths.Select(ways => ways.Select(Parse).ToArray())];

    /// <summary>The ways to write <paramref name="digit"/>; each is a set of curves.</summary>
    public static IReadOnlyList<IReadOnlyList<Curve>> Of(int digit) => Parsed[digit];

    private static Curve[] Parse(string path)
    {
        var words = new Queue<string>(path.Split(' '));
        var curves = new List<Curve>();
        Point pen = default;
        while (words.TryDequeue(out string? command))
        {
            var from = pen;
            var control = command == "Q" ? Next(words) : default;
            pen = Next(words);
            if (command != "M")
                curves.Add(new Curve(from, command == "Q" ? control : from.Toward(pen, 0.5), pen));
        }

        return [.. curves];
    }

    private static Point Next(Queue<string> words) => new(Number(words), Number(words));

    private static double Number(Queue<string> words) => double.Parse(words.Dequeue(), CultureInfo.InvariantCulture);
}
