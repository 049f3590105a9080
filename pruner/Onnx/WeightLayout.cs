using HwGen.Core.IO;
using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Onnx;

/// <summary>Weights as ONNX holds them, and as the matrix K x N of a GEMM.</summary>
internal static class WeightLayout
{
    /// <summary>[n, channel of the group, tap row, tap column] to [(tap row, tap column, channel), n], 0 between groups; series have no tap rows.</summary>
    public static Tensor<T> ToMatrix<T>(Tensor<T> weights, int groups)
        where T : struct
    {
        var (n, channels, taps) = (weights.Shape[0], weights.Shape[1], weights.Stride / weights.Shape[1]);
        var matrix = new Tensor<T>(taps * channels * groups, n);
        for (var i = 0; i < weights.Count; i++)
            matrix.Values[Place(i, n, channels, taps, groups)] = weights.Values[i];
        return matrix;
    }

    /// <summary>A matrix of a layer's size as the file holds it.</summary>
    /// <param name="layer">read from <paramref name="node"/></param>
    /// <param name="node">Conv, ConvTranspose, Gemm or MatMul</param>
    /// <param name="matrix">K x N</param>
    public static Tensor<T> ToFile<T>(GemmOperation layer, NodeProto node, Tensor<T> matrix)
        where T : struct
    {
        if (layer is not Convolution convolution)
            return node.Attribute.Any(a => a is { Name: "transB", I: not 0 }) ? Matrices.Transpose(matrix) : matrix;
        var kernel = convolution.Window.Kernel!;
        var channels = convolution.Channels / convolution.Groups;
        var weights = convolution.Window.Dimensions == 1 ? new Tensor<T>(layer.N, channels, kernel[1]) : new Tensor<T>(layer.N, channels, kernel[0], kernel[1]);
        for (var i = 0; i < weights.Count; i++)
            weights.Values[i] = matrix.Values[Place(i, layer.N, channels, kernel[0] * kernel[1], convolution.Groups)];
        return node.OpType == "ConvTranspose" ? Turn(weights, convolution.Groups) : weights;
    }

    /// <summary>Weights of a convolution as the file holds them as the matrix.</summary>
    /// <param name="convolution">read from <paramref name="node"/></param>
    /// <param name="node">Conv or ConvTranspose</param>
    /// <param name="weights">in the file's shape</param>
    public static Tensor<T> FromFile<T>(Convolution convolution, NodeProto node, Tensor<T> weights)
        where T : struct => ToMatrix(node.OpType == "ConvTranspose" ? Turn(weights, convolution.Groups) : weights, convolution.Groups);

    /// <summary>Weights [c, n of the group, taps] of a transposed convolution as those of a convolution, [n, c of the group, taps in reverse], and back.</summary>
    public static Tensor<T> Turn<T>(Tensor<T> weights, int groups)
        where T : struct
    {
        var (outer, inner) = (weights.Shape[0] / groups, weights.Shape[1]);
        var taps = weights.Stride / inner;
        var turned = new Tensor<T>([inner * groups, outer, .. weights.Shape[2..]]);
        for (var i = 0; i < weights.Count; i++)
        {
            var (a, b, tap) = (i / (inner * taps), i / taps % inner, i % taps);
            var group = a / outer;
            turned.Values[(((((group * inner) + b) * outer) + (a % outer)) * taps) + (taps - 1 - tap)] = weights.Values[i];
        }

        return turned;
    }

    private static int Place(int i, int n, int channels, int taps, int groups)
    {
        var (output, channel, tap) = (i / (channels * taps), i / taps % channels, i % taps);
        var k = (tap * channels * groups) + (output / (n / groups) * channels) + channel;
        return (k * n) + output;
    }
}
