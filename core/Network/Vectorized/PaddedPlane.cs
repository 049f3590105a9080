using System.Numerics;
using HwGen.Core.Numerics;

namespace HwGen.Core.Network.Vectorized;

/// <summary>One channel of an image with its border.</summary>
internal readonly struct PaddedPlane<T>
    where T : unmanaged, INumber<T>
{
    private readonly T[] _values;
    private readonly int _width;
    private readonly SlidingWindow _window;

    /// <param name="plane">height x width</param>
    /// <param name="shape">batch, channels, height, width</param>
    /// <param name="layer">window, and what stands in the border</param>
    public PaddedPlane(ReadOnlySpan<int> plane, int[] shape, ConvolutionLayer layer)
    {
        _window = layer.Window;
        var (height, width) = (shape[2], shape[3]);
        _width = width + _window.Pads[1] + _window.Pads[3];
        _values = new T[(height + _window.Pads[0] + _window.Pads[2]) * _width];
        Array.Fill(_values, T.CreateTruncating(layer.InputZeroPoint));
        for (var y = 0; y < height; y++)
        {
            var from = plane.Slice(y * width, width);
            var line = _values.AsSpan(((y + _window.Pads[0]) * _width) + _window.Pads[1], width);
            for (var x = 0; x < from.Length; x++)
                line[x] = T.CreateTruncating(from[x]);
        }
    }

    /// <summary>Adds what one tap sees along a line of places.</summary>
    /// <param name="tap">of the window</param>
    /// <param name="y">line of the output</param>
    /// <param name="weight">of the tap</param>
    /// <param name="sums">of the places of the line</param>
    public void AddLine(int tap, int y, T weight, Span<T> sums)
    {
        var line = (y * _window.Strides[0]) + (tap / _window.Kernel[1] * _window.Dilations[0]);
        var from = _values.AsSpan((line * _width) + (tap % _window.Kernel[1] * _window.Dilations[1]));
        if (_window.Strides[1] == 1)
            PanelGemm.AddScaled(sums, from[..sums.Length], weight);
        else
            for (int x = 0, at = 0; x < sums.Length; x++, at += _window.Strides[1])
                sums[x] += weight * from[at];
    }
}
