namespace HwGen.Examples.Digits.Drawing;

/// <summary>A quadratic Bézier curve; a straight line has its control point in the middle.</summary>
public readonly record struct Curve(Point From, Point Control, Point To)
{
    private const int Pieces = 6;

    /// <summary>The curve with every point moved.</summary>
    public Curve Move(Func<Point, Point> move) => new(move(From), move(Control), move(To));

    /// <summary>Straight pieces that follow the curve closely enough for a small image.</summary>
    public IEnumerable<Segment> Flatten()
    {
        var last = From;
        for (var i = 1; i <= Pieces; i++)
        {
            var next = At((double)i / Pieces);
            yield return new Segment(last, next);
            last = next;
        }
    }

    private Point At(double t) => From.Toward(Control, t).Toward(Control.Toward(To, t), t);
}
