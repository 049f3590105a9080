using System.Numerics;

namespace HwGen.Core.Network.Vectorized;

/// <summary>One image with its border, height x width x channels, so that a row of taps lies in one piece.</summary>
internal readonly struct PaddedImage<T>
    where T : unmanaged, INumber<T>
{
    private readonly T[] _values;
    private readonly int _channels;
    private readonly int _width;
    private readonly SlidingWindow _window;

    /// <param name="image">channels x height x width</param>
    /// <param name="shape">batch, channels, height, width</param>
    /// <param name="layer">window, and what stands in the border</param>
    public PaddedImage(ReadOnlySpan<int> image, int[] shape, ConvolutionLayer layer)
    {
        _window = layer.Window;
        var (height, width) = (shape[2], shape[3]);
        (_channels, _width) = (shape[1], width + _window.Pads[1] + _window.Pads[3]);
        _values = new T[(height + _window.Pads[0] + _window.Pads[2]) * _width * _channels];
        if (_window.Pads.Any(pad => pad > 0))
            Array.Fill(_values, T.CreateTruncating(layer.InputZeroPoint));
        for (var y = 0; y < height; y++)
        {
            var line = _values.AsSpan((((y + _window.Pads[0]) * _width) + _window.Pads[1]) * _channels, width * _channels);
            for (var c = 0; c < _channels; c++)
            {
                var from = image.Slice(((c * height) + y) * width, width);
                for (int x = 0, to = c; x < from.Length; x++, to += _channels)
                    line[to] = T.CreateTruncating(from[x]);
            }
        }
    }

    /// <summary>The row of activations of one place, the channel fastest, whatever the layer's own order is.</summary>
    /// <param name="y">down</param>
    /// <param name="x">right</param>
    /// <param name="row">[K]</param>
    public void Gather(int y, int x, Span<T> row)
    {
        var piece = _window.Dilations[1] == 1 ? _window.Kernel[1] : 1;
        for (var tap = 0; tap < _window.Taps; tap += piece)
        {
            var line = (y * _window.Strides[0]) + (tap / _window.Kernel[1] * _window.Dilations[0]);
            var column = (x * _window.Strides[1]) + (tap % _window.Kernel[1] * _window.Dilations[1]);
            _values.AsSpan(((line * _width) + column) * _channels, piece * _channels).CopyTo(row[(tap * _channels)..]);
        }
    }
}
