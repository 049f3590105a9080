using System.Numerics;
using HwGen.Core.IO;
using HwGen.Core.Numerics;

namespace HwGen.Core.Network.Vectorized;

/// <summary>A convolution in groups, plane by plane, without the zeros between the groups.</summary>
internal static class VectorGroupedConvolution
{
    /// <param name="layer">how the window moves</param>
    /// <param name="numbers">of the layer</param>
    /// <param name="images">batch x channels x height x width</param>
    /// <returns>batch x N x output height x output width</returns>
    public static Tensor<int> Run<T>(ConvolutionLayer layer, VectorLayer<T> numbers, Tensor<int> images)
        where T : unmanaged, INumber<T>
    {
        var output = new Tensor<int>([images.Shape[0], .. layer.Shape]);
        var (channels, places, pixels) = (images.Shape[1], layer.RowsPerSample, images.Shape[2] * images.Shape[3]);
        Parallel.For(0, images.Shape[0] * numbers.N, () => (Sums: new T[places], Outputs: new double[places]), (plane, _, buffers) =>
        {
            var (sample, n) = Math.DivRem(plane, numbers.N);
            Array.Clear(buffers.Sums);
            var (inGroup, first) = (channels / layer.Groups, n / (numbers.N / layer.Groups) * (channels / layer.Groups));
            for (var c = first; c < first + inGroup; c++)
                Add(new PaddedPlane<T>(images.Values.AsSpan((sample * images.Stride) + (c * pixels), pixels), images.Shape, layer), layer, numbers.Weights, (c, channels, n), buffers.Sums);
            for (var i = 0; i < places; i++)
                buffers.Outputs[i] = double.CreateTruncating(buffers.Sums[i]);
            numbers.Requantization.Apply(buffers.Outputs, n);
            for (var i = 0; i < places; i++)
                output.Values[(plane * places) + i] = VectorRequantization.ToInteger(buffers.Outputs[i]);
            return buffers;
        }, _ => { });
        return output;
    }

    private static void Add<T>(PaddedPlane<T> plane, ConvolutionLayer layer, Matrix<int> weights, (int Channel, int Channels, int N) place, T[] sums)
        where T : unmanaged, INumber<T>
    {
        for (var tap = 0; tap < layer.Window.Taps; tap++)
        {
            var weight = weights[(tap * place.Channels) + place.Channel, place.N];
            if (weight == 0)
                continue;
            var width = layer.Shape[2];
            for (var y = 0; y < layer.Shape[1]; y++)
                plane.AddLine(tap, y, T.CreateTruncating(weight), sums.AsSpan(y * width, width));
        }
    }
}
