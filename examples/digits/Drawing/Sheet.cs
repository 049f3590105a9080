namespace HwGen.Examples.Digits.Drawing;

/// <summary>A square grey image under construction; black is 0, white is 1.</summary>
public sealed class Sheet(int size)
{
    private readonly double[] _grey = new double[size * size];

    /// <summary>Draws the lines with a round pen. What is already brighter stays.</summary>
    /// <param name="radius">of the pen</param>
    /// <param name="blur">width of the soft edge</param>
    /// <param name="ink">grey of the line</param>
    public void Draw(IReadOnlyList<Segment> lines, double radius, double blur, double ink)
    {
        for (var i = 0; i < _grey.Length; i++)
        {
            var pixel = PixelAt(i);
            var distance = double.PositiveInfinity;
            foreach (var line in lines)
                distance = Math.Min(distance, line.DistanceTo(pixel));
            var cover = Math.Clamp(0.5 + ((radius - distance) / blur), 0, 1);
            _grey[i] = Math.Max(_grey[i], ink * cover);
        }
    }

    /// <summary>Covers a square with one grey.</summary>
    public void Cover(Point middle, double halfSide, double grey)
    {
        for (var i = 0; i < _grey.Length; i++)
        {
            var pixel = PixelAt(i);
            if (Math.Max(Math.Abs(pixel.X - middle.X), Math.Abs(pixel.Y - middle.Y)) < halfSide)
                _grey[i] = grey;
        }
    }

    /// <summary>Adds noise of the given deviation to every pixel.</summary>
    public void AddNoise(double deviation, RandomStream random)
    {
        for (var i = 0; i < _grey.Length; i++)
            _grey[i] += deviation * random.NextNormal();
    }

    /// <summary>The pixels, row by row from the top; 255 is white.</summary>
    public byte[] ToBytes() => [.. _grey.Select(grey => (byte)((Math.Clamp(grey, 0, 1) * 255) + 0.5))];

    private Point PixelAt(int i) => new(((i % size) + 0.5) / size, ((i / size) + 0.5) / size);
}
