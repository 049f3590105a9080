using HwGen.Core.Numerics;

namespace HwGen.Core.Network;

/// <summary>Computes the GEMM of a layer: the golden model, or an array.</summary>
public interface IGemmEngine
{
    /// <summary>Outputs M x N: requantized as the layer says, or, where the layer is raw, int32 sums with bias.</summary>
    /// <param name="layer">which layer; its parameters are <see cref="IntegerNetwork.ParametersOf"/></param>
    /// <param name="activations">M x K</param>
    Matrix<int> Multiply(GemmLayer layer, Matrix<int> activations);
}
