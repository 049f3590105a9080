namespace HwGen.Examples.Digits.Drawing;

/// <summary>Draws digits. Image <c>i</c> of a seed is always the same and shows the digit <c>i mod 10</c>.</summary>
/// <remarks>Drawing uses only operations that IEEE 754 rounds exactly, so the bytes are the same on every machine.</remarks>
public sealed class Painter(Hand hand, int seed)
{
    /// <summary>Pixels in a row and in a column.</summary>
    public const int Size = 16;

    /// <summary>Pixels of an image.</summary>
    public const int Pixels = Size * Size;

    /// <summary>The digit that image <paramref name="number"/> shows.</summary>
    public static int LabelOf(int number) => number % Glyphs.Classes;

    /// <summary>Draws image <paramref name="number"/>.</summary>
    /// <returns>pixels [Size x Size], row by row, 255 is white</returns>
    public byte[] Draw(int number)
    {
        var random = new RandomStream(seed, number);
        var sheet = new Sheet(Size);
        Write(sheet, LabelOf(number), random);
        if (random.NextUnit() < hand.Scratches)
            Scratch(sheet, random);
        if (random.NextUnit() < hand.Covers)
            sheet.Cover(Anywhere(random), random.NextBetween(0.08, 0.16), random.NextUnit() / 2);
        sheet.AddNoise(hand.Noise * random.NextUnit(), random);
        return sheet.ToBytes();
    }

    private void Write(Sheet sheet, int digit, RandomStream random)
    {
        var ways = Glyphs.Of(digit);
        var glyph = ways[random.NextIndex(ways.Count)];
        var pose = Pose.Draw(hand, random);
        Segment[] lines = [.. glyph.Select(curve => curve.Move(Unsteady)).SelectMany(curve => curve.Flatten())];
        sheet.Draw(lines, Pen(random), Edge(random), random.NextBetween(hand.FaintestInk, 1));

        Point Unsteady(Point point)
        {
            var placed = pose.Apply(point);
            return new Point(placed.X + (hand.Wobble * random.NextNormal()), placed.Y + (hand.Wobble * random.NextNormal()));
        }
    }

    private void Scratch(Sheet sheet, RandomStream random)
    {
        var line = new Segment(Anywhere(random), Anywhere(random));
        sheet.Draw([line], hand.ThinnestPen, Edge(random), random.NextBetween(0.2, 0.8));
    }

    private double Pen(RandomStream random) => random.NextBetween(hand.ThinnestPen, hand.ThickestPen);

    // An edge of one pixel is what a sharp stroke looks like.
    private double Edge(RandomStream random) => (1.0 / Size) + (hand.Blur * random.NextUnit());

    private static Point Anywhere(RandomStream random) => new(random.NextUnit(), random.NextUnit());
}
