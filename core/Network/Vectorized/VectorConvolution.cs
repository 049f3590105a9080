using System.Numerics;
using HwGen.Core.IO;

namespace HwGen.Core.Network.Vectorized;

/// <summary>A convolution in one group: some places of the window at a time become rows of activations, which stay in the cache.</summary>
internal static class VectorConvolution
{
    /// <param name="layer">how the window moves</param>
    /// <param name="numbers">of the layer</param>
    /// <param name="images">batch x channels x height x width</param>
    /// <returns>batch x N x output height x output width</returns>
    public static Tensor<int> Run<T>(ConvolutionLayer layer, VectorLayer<T> numbers, Tensor<int> images)
        where T : unmanaged, INumber<T>
    {
        var output = new Tensor<int>([images.Shape[0], .. layer.Shape]);
        Parallel.For(0, images.Shape[0], numbers.NewBuffers, (sample, _, buffers) =>
        {
            var image = new PaddedImage<T>(images.Values.AsSpan(sample * images.Stride, images.Stride), images.Shape, layer);
            var places = layer.RowsPerSample;
            for (var first = 0; first < places; first += VectorLayer<T>.Rows)
            {
                var count = Math.Min(VectorLayer<T>.Rows, places - first);
                for (var row = 0; row < count; row++)
                    image.Gather((first + row) / layer.Shape[2], (first + row) % layer.Shape[2], buffers.Rows.AsSpan(row * numbers.K, numbers.K));
                numbers.Multiply(buffers, count);
                for (var n = 0; n < numbers.N; n++)
                {
                    var plane = output.Values.AsSpan((sample * output.Stride) + (n * places) + first, count);
                    for (var row = 0; row < count; row++)
                        plane[row] = VectorRequantization.ToInteger(buffers.Outputs[(row * numbers.Width) + n]);
                }
            }

            return buffers;
        }, _ => { });
        return output;
    }
}
