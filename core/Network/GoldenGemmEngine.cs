using HwGen.Core.Golden;
using HwGen.Core.Numerics;

namespace HwGen.Core.Network;

/// <summary>GEMMs by the golden model: dense integer matrices.</summary>
public sealed class GoldenGemmEngine(IntegerNetwork network) : IGemmEngine
{
    public Matrix<int> Multiply(GemmLayer layer, Matrix<int> activations)
    {
        ArgumentNullException.ThrowIfNull(layer);
        var parameters = network.ParametersOf(layer);
        var sums = layer.Groups > 1 ? GoldenGemm.MultiplyNonzero(activations, parameters.Weights) : GoldenGemm.Multiply(activations, parameters.Weights);
        return layer.Raw
            ? GoldenRequantizer.ApplyRaw(sums, parameters.Channels)
            : GoldenRequantizer.Apply(sums, parameters.Channels, layer.Requantize);
    }
}
