using HwGen.Core.IO;
using HwGen.Core.Numerics;

namespace HwGen.Core.Network;

/// <summary>Computes the GEMM of a layer: the golden model, or an array.</summary>
public interface IGemmEngine
{
    /// <summary>Outputs M x N: requantized as the layer says, or, where the layer is raw, int32 sums with bias.</summary>
    /// <param name="layer">which layer; its parameters are <see cref="IntegerNetwork.ParametersOf"/></param>
    /// <param name="activations">M x K</param>
    Matrix<int> Multiply(GemmLayer layer, Matrix<int> activations);

    /// <summary>The layer on a batch: by its matrix of activations, unless an engine knows a shorter way.</summary>
    /// <param name="layer">which layer</param>
    /// <param name="input">batch x input shape</param>
    /// <returns>batch x output shape</returns>
    Tensor<int> Run(GemmLayer layer, Tensor<int> input)
    {
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(input);
        return layer.Arrange(Multiply(layer, layer.Rows(input)), input.Shape[0]);
    }
}
