namespace HwGen.Examples.Digits.Drawing;

/// <summary>A place on the sheet: x to the right, y downward, the sheet is the unit square.</summary>
public readonly record struct Point(double X, double Y)
{
    /// <summary>The point at <paramref name="t"/> (0 to 1) of the way to <paramref name="other"/>.</summary>
    public Point Toward(Point other, double t) => new(X + (t * (other.X - X)), Y + (t * (other.Y - Y)));
}
