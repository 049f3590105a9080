namespace HwGen.Examples.Digits.Drawing;

/// <summary>A random affine map about the middle of the sheet.</summary>
public sealed record Pose(double XX, double XY, double YX, double YY, double ShiftX, double ShiftY)
{
    /// <summary>Draws a pose within what <paramref name="hand"/> allows.</summary>
    public static Pose Draw(Hand hand, RandomStream random) => new(
        1 + (hand.Size * random.NextSigned()),
        hand.Slant * random.NextSigned(),
        hand.Slant * random.NextSigned() / 2,
        1 + (hand.Size * random.NextSigned()),
        hand.Shift * random.NextSigned(),
        hand.Shift * random.NextSigned());

    /// <summary>Where <paramref name="point"/> goes.</summary>
    public Point Apply(Point point)
    {
        var x = point.X - 0.5;
        var y = point.Y - 0.5;
        return new Point(0.5 + (XX * x) + (XY * y) + ShiftX, 0.5 + (YX * x) + (YY * y) + ShiftY);
    }
}
