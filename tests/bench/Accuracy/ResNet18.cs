using HwGen.Core.IO;
using HwGen.Pruner.Graph;
using HwGen.Pruner.Onnx;
using HwGen.Tests.Shared;

namespace HwGen.Bench.Accuracy;

/// <summary>The shape of ResNet-18 for images of 224 x 224 with random weights: 1.8 billion products an image. What is measured on it does not depend on
/// the weights.</summary>
/// <remarks>He et al., arXiv:1512.03385, batch normalization folded.</remarks>
internal sealed class ResNet18
{
    private readonly Random random = new(1);
    private readonly OnnxSketch sketch = new(17, 3, 224, 224);

    public static NetworkGraph Read()
    {
        var network = new ResNet18();
        return network.sketch.Read(network.Whole());
    }

    private string Whole()
    {
        string last = Relu(Convolution(OnnxSketch.Input, 3, 64, 7, 2));
        last = sketch.Node("MaxPool", [last], OnnxModelBuilder.Integers("kernel_shape", 3, 3), OnnxModelBuilder.Integers("strides", 2, 2), OnnxModelBuilder.Integers("pads", 1, 1, 1, 1));
        int channels = 64;
        foreach (int wider in new[] { 64, 128, 256, 512 })
        {
            last = Block(last, channels, wider, wider == channels ? 1 : 2);
            last = Block(last, wider, wider, 1);
            channels = wider;
        }

        last = sketch.Node("Flatten", [sketch.Node("GlobalAveragePool", [last])]);
        return sketch.Node("Gemm", [last, sketch.Constant(Gaussian(1000, channels)), sketch.Constant(new Tensor<float>(1000))], OnnxModelBuilder.Integer("transB", 1));
    }

    private string Block(string input, int channels, int wider, int stride)
    {
        string beside = stride == 1 ? input : Convolution(input, channels, wider, 1, stride);
        return Relu(sketch.Node("Add", [Convolution(Relu(Convolution(input, channels, wider, 3, stride)), wider, wider, 3, 1), beside]));
    }

    private string Relu(string input) => sketch.Node("Relu", [input]);

    private string Convolution(string input, int channels, int wider, int kernel, int stride)
    {
        int pad = kernel / 2;
        return sketch.Node(
            "Conv", [input, sketch.Constant(Gaussian(wider, channels, kernel, kernel)), sketch.Constant(new Tensor<float>(wider))],
            OnnxModelBuilder.Integers("strides", stride, stride), OnnxModelBuilder.Integers("pads", pad, pad, pad, pad));
    }

    // So that the power of the activations stays about the same from layer to layer.
    private Tensor<float> Gaussian(params int[] shape)
    {
        var weights = new Tensor<float>(shape);
        double deviation = Math.Sqrt(2.0 / weights.Stride);
        for (int i = 0; i < weights.Count; i++)
            weights.Values[i] = (float)(deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        return weights;
    }
}
