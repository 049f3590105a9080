using HwGen.Core.IO;
using HwGen.Core.Network;

namespace HwGen.Pruner.Graph;

/// <summary>A convolution in groups without the zeros between them: a depthwise layer of 144 channels has 1 weight in 144.</summary>
internal static class GroupedConvolution
{
    /// <summary>Sums and bias, before the activation function.</summary>
    /// <param name="layer">in groups</param>
    /// <param name="images">batch x channels x height x width</param>
    /// <param name="window">which fits</param>
    /// <returns>batch x output channels x output height x output width</returns>
    public static Tensor<float> Of(Convolution layer, Tensor<float> images, SlidingWindow window)
    {
        var (batch, height, width) = (images.Shape[0], images.Shape[2], images.Shape[3]);
        var (outputHeight, outputWidth) = window.OutputSize(height, width);
        var output = new Tensor<float>(batch, layer.N, outputHeight, outputWidth);
        var channels = layer.Channels / layer.Groups;
        Parallel.For(0, batch * layer.N, plane =>
        {
            var (sample, n) = Math.DivRem(plane, layer.N);
            var target = output.Values.AsSpan(plane * outputHeight * outputWidth, outputHeight * outputWidth);
            target.Fill(layer.Bias[n]);
            var first = n / (layer.N / layer.Groups) * channels;
            for (var tap = 0; tap < window.Taps; tap++)
            {
                for (var c = first; c < first + channels; c++)
                {
                    var weight = layer.Weights.Values[(((tap * layer.Channels) + c) * layer.N) + n];
                    if (weight != 0)
                        Add(images.Values.AsSpan(((sample * layer.Channels) + c) * height * width, height * width), (height, width), window, tap, weight, target, outputWidth);
                }
            }
        });
        return output;
    }

    private static void Add(ReadOnlySpan<float> image, (int Height, int Width) size, SlidingWindow window, int tap, float weight, Span<float> target, int outputWidth)
    {
        var (top, left) = ((tap / window.Kernel[1] * window.Dilations[0]) - window.Pads[0], (tap % window.Kernel[1] * window.Dilations[1]) - window.Pads[1]);
        // Places whose tap lies inside the image.
        var stride = window.Strides[1];
        var begin = left < 0 ? (-left + stride - 1) / stride : 0;
        var end = Math.Min(outputWidth, left >= size.Width ? 0 : ((size.Width - left - 1) / stride) + 1);
        for (int row = 0, y = top; row * outputWidth < target.Length; row++, y += window.Strides[0])
        {
            if (y < 0 || y >= size.Height || begin >= end)
                continue;
            var line = image[(y * size.Width)..((y + 1) * size.Width)];
            for (int x = begin, at = left + (begin * stride); x < end; x++, at += stride)
                target[(row * outputWidth) + x] += weight * line[at];
        }
    }
}
