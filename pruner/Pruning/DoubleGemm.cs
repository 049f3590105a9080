using HwGen.Core.IO;
using HwGen.Core.Numerics;

namespace HwGen.Pruner.Pruning;

/// <summary>Matrix multiplication in double.</summary>
internal static class DoubleGemm
{
    /// <summary>A B.</summary>
    /// <param name="a">M x K</param>
    /// <param name="b">K x N</param>
    public static Tensor<double> Multiply(Tensor<double> a, Tensor<double> b)
    {
        var product = new Tensor<double>(a.Shape[0], b.Shape[1]);
        PanelGemm.Multiply(a.Values, b.Values, product.Values, a.Shape[0], a.Shape[1], b.Shape[1]);
        return product;
    }
}
