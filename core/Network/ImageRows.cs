using HwGen.Core.IO;

namespace HwGen.Core.Network;

/// <summary>Images as matrices: what turns a convolution into a GEMM.</summary>
/// <remarks>Images are batch x channels x height x width. A row is one place of the window; its numbers are ordered by
/// tap row, tap column, channel, the channel fastest: k = ((tap_row * kernel_width) + tap_column) * channels + channel; or, where kernels
/// are blocks, the taps fastest: k = channel * taps + tap.</remarks>
public static class ImageRows
{
    /// <summary>All rows: batch, then down, then right.</summary>
    /// <param name="images">batch x channels x height x width</param>
    /// <param name="window">which must fit</param>
    /// <param name="padding">what stands around the images</param>
    /// <param name="tapsFastest">true if the taps of a channel stand together</param>
    /// <returns>(batch * output height * output width) x (taps * channels)</returns>
    public static Tensor<T> Of<T>(Tensor<T> images, SlidingWindow window, T padding, bool tapsFastest = false)
        where T : struct
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(window);
        var (batch, channels, height, width) = (images.Shape[0], images.Shape[1], images.Shape[2], images.Shape[3]);
        var (outputHeight, outputWidth) = window.OutputSize(height, width);
        var (rows, k) = (batch * outputHeight * outputWidth, window.Taps * channels);
        var last = SwapInner(images.Values, batch, channels, height * width);
        if (window.IsPoint)
            return new Tensor<T>(last, rows, k);
        var result = new Tensor<T>(rows, k);
        Parallel.For(0, batch * outputHeight, line =>
        {
            var image = last.AsSpan(line / outputHeight * images.Stride, images.Stride);
            for (var x = 0; x < outputWidth; x++)
                Gather(image, (height, width, channels), window, (line % outputHeight, x), padding, result.Values.AsSpan(((line * outputWidth) + x) * k, k), tapsFastest);
        });
        return result;
    }

    /// <summary>Some of the rows.</summary>
    /// <param name="images">batch x channels x height x width</param>
    /// <param name="window">which must fit</param>
    /// <param name="padding">what stands around the images</param>
    /// <param name="picked">numbers of the rows</param>
    /// <param name="tapsFastest">true if the taps of a channel stand together</param>
    /// <returns>picked x (taps * channels)</returns>
    public static Tensor<T> Of<T>(Tensor<T> images, SlidingWindow window, T padding, int[] picked, bool tapsFastest = false)
        where T : struct
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(window);
        ArgumentNullException.ThrowIfNull(picked);
        var (channels, height, width) = (images.Shape[1], images.Shape[2], images.Shape[3]);
        var (outputHeight, outputWidth) = window.OutputSize(height, width);
        var k = window.Taps * channels;
        var last = SwapInner(images.Values, images.Shape[0], channels, height * width);
        var result = new Tensor<T>(picked.Length, k);
        Parallel.For(0, picked.Length, i =>
        {
            var (sample, place) = Math.DivRem(picked[i], outputHeight * outputWidth);
            Gather(last.AsSpan(sample * images.Stride, images.Stride), (height, width, channels), window, (place / outputWidth, place % outputWidth), padding, result.Values.AsSpan(i * k, k), tapsFastest);
        });
        return result;
    }

    /// <summary>The reverse for outputs: (batch * pixels) x channels becomes batch x channels x pixels.</summary>
    /// <param name="rows">numbers</param>
    /// <param name="batch">samples</param>
    /// <param name="shape">of one sample: channels, height, width</param>
    public static Tensor<T> ToImages<T>(T[] rows, int batch, int[] shape)
        where T : struct
    {
        ArgumentNullException.ThrowIfNull(shape);
        return new Tensor<T>(SwapInner(rows, batch, shape[1] * shape[2], shape[0]), [batch, .. shape]);
    }

    /// <summary>The reverse of <see cref="ToImages"/>: batch x channels x height x width becomes (batch * pixels) x channels.</summary>
    public static Tensor<T> OfPixels<T>(Tensor<T> images)
        where T : struct
    {
        ArgumentNullException.ThrowIfNull(images);
        var (batch, channels) = (images.Shape[0], images.Shape[1]);
        var pixels = images.Stride / channels;
        return new Tensor<T>(SwapInner(images.Values, batch, channels, pixels), batch * pixels, channels);
    }

    private static void Gather<T>(ReadOnlySpan<T> image, (int Height, int Width, int Channels) size, SlidingWindow window, (int Y, int X) place, T padding, Span<T> row, bool tapsFastest)
    {
        for (var tap = 0; tap < window.Taps; tap++)
        {
            var y = (place.Y * window.Strides[0]) - window.Pads[0] + (tap / window.Kernel[1] * window.Dilations[0]);
            var x = (place.X * window.Strides[1]) - window.Pads[1] + (tap % window.Kernel[1] * window.Dilations[1]);
            var isOutside = y < 0 || y >= size.Height || x < 0 || x >= size.Width;
            var pixel = isOutside ? default : image.Slice(((y * size.Width) + x) * size.Channels, size.Channels);
            if (tapsFastest)
                for (var channel = 0; channel < size.Channels; channel++)
                    row[(channel * window.Taps) + tap] = isOutside ? padding : pixel[channel];
            else if (isOutside)
                row.Slice(tap * size.Channels, size.Channels).Fill(padding);
            else
                pixel.CopyTo(row[(tap * size.Channels)..]);
        }
    }

    // batch x rows x columns to batch x columns x rows.
    private static T[] SwapInner<T>(T[] values, int batch, int rows, int columns)
    {
        var result = new T[values.Length];
        Parallel.For(0, batch, sample =>
        {
            var from = values.AsSpan(sample * rows * columns, rows * columns);
            var to = result.AsSpan(sample * rows * columns, rows * columns);
            for (var i = 0; i < rows; i++)
                for (var j = 0; j < columns; j++)
                    to[(j * rows) + i] = from[(i * columns) + j];
        });
        return result;
    }
}
