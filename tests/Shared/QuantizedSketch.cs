using HwGen.Core.IO;
using HwGen.Pruner.Onnx;
using DataType = HwGen.Pruner.Onnx.TensorProto.Types.DataType;

namespace HwGen.Tests.Shared;

/// <summary>A quantized model (QDQ) under construction, with what each step gives for some samples: integers by the rules of the ONNX standard, in double.</summary>
/// <remarks>Weights are int8 constants behind a DequantizeLinear, biases int32; activations go through QuantizeLinear and DequantizeLinear.</remarks>
internal sealed class QuantizedSketch
{
    // Quantizers that were trained cut off what is rare.
    private const double Share = 0.9;

    /// <param name="samples">batch x input shape; scales are chosen by them</param>
    public QuantizedSketch(Tensor<float> samples)
    {
        Sketch = new OnnxSketch(13, samples.Shape[1..]);
        Values = new Tensor<double>(Array.ConvertAll(samples.Values, v => (double)v), samples.Shape);
    }

    public OnnxSketch Sketch { get; }

    /// <summary>The activation that the next step reads.</summary>
    public string Name { get; private set; } = OnnxSketch.Input;

    /// <summary>What it is, batch x shape.</summary>
    public Tensor<double> Values { get; private set; }

    /// <summary>What one step of the integers stands for that <see cref="Quantize"/> made last.</summary>
    public double Scale { get; private set; }

    /// <summary>Goes on from an activation of an earlier step.</summary>
    public QuantizedSketch From(string name, Tensor<double> values, double scale)
    {
        (Name, Values, Scale) = (name, values, scale);
        return this;
    }

    /// <summary>A pair of QuantizeLinear and DequantizeLinear.</summary>
    /// <param name="type">Int8 or Uint8</param>
    /// <param name="isSymmetric">zero point 0, or 128 of a Uint8</param>
    public QuantizedSketch Quantize(DataType type, bool isSymmetric = false)
    {
        (int least, int most) = type == DataType.Int8 ? (-128, 127) : (0, 255);
        (double low, double high) = (Share * Math.Min(0, Values.Values.Min()), Share * Math.Max(0, Values.Values.Max()));
        Scale = (float)(isSymmetric ? Math.Max(-low, high) / 127 : (high - low) / 255);
        int zero = isSymmetric ? (least + most + 1) / 2 : (int)Math.Clamp(Math.Round(least - (low / Scale)), least, most);
        string[] numbers = [Sketch.Constant(new Tensor<float>([(float)Scale])), Sketch.Constant(Integers(type, [], zero))];
        Name = Sketch.Node("DequantizeLinear", [Sketch.Node("QuantizeLinear", [Name, .. numbers]), .. numbers]);
        Values = DirectOperators.Map(Values, v => Scale * (Math.Clamp(Math.Round(v / Scale, MidpointRounding.ToEven) + zero, least, most) - zero));
        return this;
    }

    /// <param name="weights">output channels x channels of a group x kernel height x kernel width</param>
    /// <param name="bias">of each output channel</param>
    /// <param name="window">of the kernel</param>
    /// <param name="isPerChannel">a scale for each output channel; otherwise one for all</param>
    public QuantizedSketch Convolution(Tensor<float> weights, float[] bias, DirectWindow window, bool isPerChannel, int groups = 1)
    {
        var (inputs, w, b) = Parameters(weights, bias, isPerChannel);
        Name = Sketch.Node("Conv", inputs, OnnxModelBuilder.Integers("pads", [.. window.Pads]), OnnxModelBuilder.Integers("strides", [.. window.Strides]), OnnxModelBuilder.Integer("group", groups));
        Values = DirectOperators.Convolution(Values, w, b, window, groups);
        return this;
    }

    /// <param name="weights">[N, K]</param>
    /// <param name="bias">[N]</param>
    /// <param name="isPerChannel">a scale for each output channel; otherwise one for all</param>
    public QuantizedSketch Gemm(Tensor<float> weights, float[] bias, bool isPerChannel)
    {
        var (inputs, w, b) = Parameters(weights, bias, isPerChannel);
        Name = Sketch.Node("Gemm", inputs, OnnxModelBuilder.Integer("transB", 1));
        Values = DirectOperators.Linear(Values, Turned(w), b);
        return this;
    }

    public QuantizedSketch Relu()
    {
        Name = Sketch.Node("Relu", [Name]);
        Values = DirectOperators.Map(Values, v => Math.Max(0, v));
        return this;
    }

    /// <summary>The sum with an activation from before.</summary>
    public QuantizedSketch Add(string name, Tensor<double> values)
    {
        Name = Sketch.Node("Add", [Name, name]);
        Values = DirectOperators.Add(Values, values);
        return this;
    }

    public QuantizedSketch MaxPool(DirectWindow window)
    {
        Name = Sketch.Node("MaxPool", [Name], OnnxModelBuilder.Integers("kernel_shape", [.. window.Kernel]), OnnxModelBuilder.Integers("strides", [.. window.Strides]));
        Values = DirectOperators.Pool(Values, window, values => values.Max());
        return this;
    }

    public QuantizedSketch GlobalAveragePool()
    {
        Name = Sketch.Node("GlobalAveragePool", [Name]);
        Values = DirectOperators.Pool(Values, new DirectWindow(Values.Shape[2..]), values => values.Average());
        return this;
    }

    public QuantizedSketch Flatten()
    {
        Name = Sketch.Node("Flatten", [Name], OnnxModelBuilder.Integer("axis", 1));
        Values = Values.Reshape(Values.Shape[0], Values.Stride);
        return this;
    }

    public static TensorProto Integers(DataType type, int[] shape, params int[] values)
    {
        var tensor = new TensorProto { Name = $"integers.{Guid.NewGuid()}", DataType = (int)type, Int32Data = { values } };
        tensor.Dims.AddRange(shape.Select(d => (long)d));
        return tensor;
    }

    // The node's inputs, and the real numbers that its integers stand for.
    private (string[] Inputs, Tensor<float> Weights, float[] Bias) Parameters(Tensor<float> weights, float[] bias, bool isPerChannel)
    {
        int n = weights.Shape[0];
        double[] largest = [.. Enumerable.Range(0, n).Select(j => (double)weights.Values.AsSpan(j * weights.Stride, weights.Stride).ToArray().Max(Math.Abs))];
        float[] scales = [.. largest.Select(l => (float)(Share * (isPerChannel ? l : largest.Max()) / 127))];
        int[] integers = [.. weights.Values.Select((w, i) => (int)Math.Clamp(Math.Round(w / scales[i / weights.Stride]), -128, 127))];
        float[] sums = Array.ConvertAll(scales, s => (float)(s * Scale));
        int[] biases = [.. bias.Select((b, j) => (int)Math.Round(b / sums[j]))];
        return (
            [Name, Dequantized(DataType.Int8, weights.Shape, integers, scales, isPerChannel), Dequantized(DataType.Int32, [n], biases, sums, isPerChannel)],
            new Tensor<float>([.. integers.Select((v, i) => v * scales[i / weights.Stride])], weights.Shape),
            [.. biases.Select((v, j) => v * sums[j])]);
    }

    private string Dequantized(DataType type, int[] shape, int[] integers, float[] scales, bool isPerChannel)
    {
        string scale = isPerChannel ? Sketch.Constant(scales) : Sketch.Constant(new Tensor<float>([scales[0]]));
        string zero = Sketch.Constant(Integers(type, isPerChannel ? [scales.Length] : [], new int[isPerChannel ? scales.Length : 1]));
        return Sketch.Node("DequantizeLinear", [Sketch.Constant(Integers(type, shape, integers)), scale, zero], OnnxModelBuilder.Integer("axis", 0));
    }

    private static Tensor<float> Turned(Tensor<float> weights)
    {
        (int n, int k) = (weights.Shape[0], weights.Shape[1]);
        return new Tensor<float>([.. Enumerable.Range(0, n * k).Select(i => weights.Values[(i % n * k) + (i / n)])], k, n);
    }
}
