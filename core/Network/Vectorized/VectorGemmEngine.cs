using System.Collections.Concurrent;
using HwGen.Core.Golden;
using HwGen.Core.IO;
using HwGen.Core.Numerics;

namespace HwGen.Core.Network.Vectorized;

/// <summary>The numbers of <see cref="GoldenGemmEngine"/>, many times as fast: for accuracies over thousands of samples.</summary>
/// <remarks>Sums are formed in floating point where that is exact, see <see cref="ExactSums"/>, and elsewhere by the golden model. What
/// checks hardware is the golden model itself, which shares nothing with this; tests hold the two equal.</remarks>
public sealed class VectorGemmEngine(IntegerNetwork network) : IGemmEngine
{
    private readonly GoldenGemmEngine _golden = new(network);
    private readonly ConcurrentDictionary<string, Forms> _forms = new(StringComparer.Ordinal);

    public Matrix<int> Multiply(GemmLayer layer, Matrix<int> activations)
    {
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(activations);
        var forms = FormsOf(layer);
        return ExactSums.KindFor(activations.Values, 0, forms.LargestSum) switch
        {
            ExactSums.Kind.Single => VectorLinear.Run(forms.Single.Value, activations),
            ExactSums.Kind.Double => VectorLinear.Run(forms.Double.Value, activations),
            _ => _golden.Multiply(layer, activations),
        };
    }

    /// <summary>A convolution without its matrix of activations, which is many times as large as the image.</summary>
    public Tensor<int> Run(GemmLayer layer, Tensor<int> input)
    {
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(input);
        if (layer is not ConvolutionLayer convolution)
            return layer.Arrange(Multiply(layer, layer.Rows(input)), input.Shape[0]);
        var forms = FormsOf(layer);
        return ExactSums.KindFor(input.Values, layer.InputZeroPoint, forms.LargestSum) switch
        {
            ExactSums.Kind.Single => Run(convolution, forms.Single.Value, input),
            ExactSums.Kind.Double => Run(convolution, forms.Double.Value, input),
            _ => layer.Arrange(_golden.Multiply(layer, layer.Rows(input)), input.Shape[0]),
        };
    }

    private static Tensor<int> Run<T>(ConvolutionLayer layer, VectorLayer<T> numbers, Tensor<int> input)
        where T : unmanaged, System.Numerics.INumber<T> =>
        layer.Groups > 1 ? VectorGroupedConvolution.Run(layer, numbers, input) : VectorConvolution.Run(layer, numbers, input);

    private Forms FormsOf(GemmLayer layer) => _forms.GetOrAdd(layer.Name, _ => new Forms(layer, network.ParametersOf(layer)));

    private sealed class Forms(GemmLayer layer, GemmParameters parameters)
    {
        public long LargestSum { get; } = AccumulatorRange.Largest(parameters.Weights, 1).Max();

        public Lazy<VectorLayer<float>> Single { get; } = new(() => new VectorLayer<float>(layer, parameters));

        public Lazy<VectorLayer<double>> Double { get; } = new(() => new VectorLayer<double>(layer, parameters));
    }
}
