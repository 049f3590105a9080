using System.Numerics;
using HwGen.Core.Numerics;

namespace HwGen.Core.Network.Vectorized;

/// <summary>Rows of activations times the weights of a layer.</summary>
internal static class VectorLinear
{
    /// <param name="layer">K x N</param>
    /// <param name="activations">M x K</param>
    /// <returns>M x N</returns>
    public static Matrix<int> Run<T>(VectorLayer<T> layer, Matrix<int> activations)
        where T : unmanaged, INumber<T>
    {
        var outputs = new int[activations.Rows * layer.N];
        Parallel.For(0, (activations.Rows + VectorLayer<T>.Rows - 1) / VectorLayer<T>.Rows, layer.NewBuffers, (task, _, buffers) =>
        {
            var first = task * VectorLayer<T>.Rows;
            var count = Math.Min(VectorLayer<T>.Rows, activations.Rows - first);
            var from = activations.Values.Slice(first * layer.K, count * layer.K);
            for (var i = 0; i < from.Length; i++)
                buffers.Rows[i] = T.CreateTruncating(from[i]);
            layer.Multiply(buffers, count);
            for (var row = 0; row < count; row++)
                for (var n = 0; n < layer.N; n++)
                    outputs[((first + row) * layer.N) + n] = VectorRequantization.ToInteger(buffers.Outputs[(row * layer.Width) + n]);
            return buffers;
        }, _ => { });
        return Matrix<int>.Adopt(activations.Rows, layer.N, outputs);
    }
}
