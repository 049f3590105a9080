using System.Numerics;

namespace HwGen.Core.Network;

/// <summary>The numbers of one channel under a window that lie inside the image.</summary>
public readonly ref struct WindowValues<T>(ReadOnlySpan<T> image, int width, (int Start, int End, int Step) y, (int Start, int End, int Step) x)
    where T : struct, INumber<T>, IMinMaxValue<T>
{
    private readonly ReadOnlySpan<T> _image = image;

    /// <summary>How many.</summary>
    public int Count => Steps(y) * Steps(x);

    /// <summary>The least number of the type if there are none.</summary>
    public T Largest()
    {
        var largest = T.MinValue;
        for (var i = y.Start; i < y.End; i += y.Step)
            for (var j = x.Start; j < x.End; j += x.Step)
                largest = T.Max(largest, _image[(i * width) + j]);
        return largest;
    }

    public T Sum()
    {
        var sum = T.Zero;
        for (var i = y.Start; i < y.End; i += y.Step)
            for (var j = x.Start; j < x.End; j += x.Step)
                sum = checked(sum + _image[(i * width) + j]);
        return sum;
    }

    private static int Steps((int Start, int End, int Step) range) => Math.Max(0, (range.End - range.Start + range.Step - 1) / range.Step);
}
