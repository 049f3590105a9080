namespace HwGen.Examples.Digits.Drawing;

/// <summary>A straight piece of a stroke.</summary>
public readonly record struct Segment(Point From, Point To)
{
    /// <summary>The distance from <paramref name="point"/> to the nearest point of the piece, ends included.</summary>
    public double DistanceTo(Point point)
    {
        var dx = To.X - From.X;
        var dy = To.Y - From.Y;
        var length = (dx * dx) + (dy * dy);
        var along = ((point.X - From.X) * dx) + ((point.Y - From.Y) * dy);
        var nearest = From.Toward(To, length > 0 ? Math.Clamp(along / length, 0, 1) : 0);
        var ex = point.X - nearest.X;
        var ey = point.Y - nearest.Y;
        return Math.Sqrt((ex * ex) + (ey * ey));
    }
}
