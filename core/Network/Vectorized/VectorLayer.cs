using System.Numerics;
using HwGen.Core.Numerics;

namespace HwGen.Core.Network.Vectorized;

/// <summary>The numbers of a GEMM layer as vector instructions take them: channels filled up with zeros to whole vectors.</summary>
/// <typeparam name="T">float or double, in which the layer's sums are exact</typeparam>
internal sealed class VectorLayer<T>
    where T : unmanaged, INumber<T>
{
    /// <summary>Rows that are computed together.</summary>
    public const int Rows = 64;

    private readonly Lazy<T[]> _packed;

    private readonly int _tapsFastest;

    public VectorLayer(GemmLayer layer, GemmParameters parameters)
    {
        _tapsFastest = layer is ConvolutionLayer { TapsFastest: true } convolution ? convolution.Window.Taps : 1;
        Weights = parameters.Weights;
        var panel = PanelGemm.PanelColumns<T>();
        Width = (layer.N + panel - 1) / panel * panel;
        Requantization = new VectorRequantization(layer, parameters, Width);
        _packed = new(Pack);
    }

    /// <summary>K x N.</summary>
    public Matrix<int> Weights { get; }

    public int K => Weights.Rows;

    public int N => Weights.Columns;

    /// <summary>N, filled up to whole panels of <see cref="PanelGemm"/>.</summary>
    public int Width { get; }

    public VectorRequantization Requantization { get; }

    /// <summary>Memory for <see cref="Multiply"/>.</summary>
    public (T[] Rows, T[] Sums, double[] Outputs) NewBuffers() => (new T[Rows * K], new T[Rows * Width], new double[Rows * Width]);

    /// <summary>Outputs of some rows, requantized, still as doubles.</summary>
    /// <param name="buffers">rows of activations [count, K] come in, outputs [count, Width] go out; what lies beyond count does not matter</param>
    /// <param name="count">1 to <see cref="Rows"/></param>
    public void Multiply((T[] Rows, T[] Sums, double[] Outputs) buffers, int count)
    {
        PanelGemm.MultiplyPacked(buffers.Rows, _packed.Value, buffers.Sums, (count + 3) / 4 * 4, K, Width);
        for (var i = 0; i < count * Width; i++)
            buffers.Outputs[i] = double.CreateTruncating(buffers.Sums[i]);
        for (var row = 0; row < count; row++)
            Requantization.Apply(buffers.Outputs.AsSpan(row * Width, Width));
    }

    // With the channels fastest, as PaddedImage gathers them: a sum does not depend on the order.
    private T[] Pack()
    {
        var padded = new T[K * Width];
        for (var k = 0; k < K; k++)
        {
            var (tap, channel) = Math.DivRem(k, K / _tapsFastest);
            var row = Weights.Row((channel * _tapsFastest) + tap);
            for (var n = 0; n < row.Length; n++)
                padded[(k * Width) + n] = T.CreateChecked(row[n]);
        }

        return PanelGemm.Pack(padded, K, Width);
    }
}
