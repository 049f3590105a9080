using System.Runtime.InteropServices;
using HwGen.Core.IO;
using HwGen.Examples.Digits.Drawing;
using HwGen.Examples.Digits.Training;
using HwGen.Pruner.Onnx;

namespace HwGen.Examples.Digits.Files;

/// <summary>The network as an ONNX file: Flatten, then Gemm and Relu in turn, the last Gemm alone.</summary>
/// <remarks>Input float [batch x 1 x Size x Size], 0 to 1; output float [batch x 10]; weights [N x K] with <c>transB</c> = 1.</remarks>
public static class NetworkFile
{
    /// <summary>Writes the network; the same network gives the same bytes.</summary>
    public static void Write(string path, Network network)
    {
        var model = new OnnxModelBuilder("digits", 1, Painter.Size, Painter.Size).Flatten("flatten");
        for (var i = 0; i < network.Layers.Count; i++)
        {
            if (i > 0)
                model.Relu($"relu{i}");
            AddGemm(model, $"layer{i + 1}", network.Layers[i]);
        }

        OnnxFile.Save(path, model.Build(Glyphs.Classes));
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static Network Read(string path)
    {
        var graph = OnnxFile.Load(path).Graph;
        var tensors = graph.Initializer.ToDictionary(tensor => tensor.Name);
        var gemms = graph.Node.Where(node => node.OpType == "Gemm");
        return new Network([.. gemms.Select(gemm => ToLayer(tensors[gemm.Input[1]], tensors[gemm.Input[2]]))]);
    }

    private static void AddGemm(OnnxModelBuilder model, string name, Layer layer)
    {
        var weights = Transpose(layer.Weights, layer.Inputs);
        model.Gemm(name, new Tensor<float>(weights, layer.Outputs, layer.Inputs), new Tensor<float>(layer.Bias, layer.Outputs));
    }

    private static Layer ToLayer(TensorProto weight, TensorProto bias)
    {
        var outputs = (int)weight.Dims[0];
        return new Layer((int)weight.Dims[1], outputs, Transpose(ToArray(weight), outputs), ToArray(bias));
    }

    private static float[] ToArray(TensorProto tensor) => MemoryMarshal.Cast<byte, float>(tensor.RawData.Span).ToArray();

    private static float[] Transpose(float[] matrix, int rows)
    {
        var columns = matrix.Length / rows;
        return [.. Enumerable.Range(0, matrix.Length).Select(i => matrix[((i % rows) * columns) + (i / rows)])];
    }
}
