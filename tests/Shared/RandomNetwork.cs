using HwGen.Core.IO;
using HwGen.Pruner.Onnx;

namespace HwGen.Tests.Shared;

/// <summary>An odd convolutional network drawn from a seed, with samples and the outputs that <see cref="DirectOperators"/> compute for them.</summary>
internal sealed class RandomNetwork
{
    private readonly Random random;
    private readonly List<string> steps = [];
    private string name = OnnxSketch.Input;
    private Tensor<double> image;

    private RandomNetwork(int seed, int samples)
    {
        random = new Random(seed);
        int[] opsets = [8, 9, 11, 13, 15, 25];
        Opset = opsets[random.Next(opsets.Length)];
        int[] shape = [random.Next(1, 7), random.Next(6, 12), random.Next(6, 12)];
        Sketch = new OnnxSketch(Opset, shape);
        Samples = Normal(1, [samples, .. shape]);
        image = new Tensor<double>(Array.ConvertAll(Samples.Values, v => (double)v), Samples.Shape);
    }

    public OnnxSketch Sketch { get; }

    public Tensor<float> Samples { get; }

    /// <summary>batch x output shape</summary>
    public Tensor<double> Expected => image;

    /// <summary>The network's output.</summary>
    public string Output => name;

    private int Opset { get; }

    /// <summary>The operators, for messages.</summary>
    public override string ToString() => $"opset {Opset}: {string.Join(" ", steps)}";

    /// <param name="seed">the same one gives the same network</param>
    /// <param name="samples">how many</param>
    /// <param name="length">of the part that works on images, in steps</param>
    public static RandomNetwork Draw(int seed, int samples, int length)
    {
        var network = new RandomNetwork(seed, samples);
        network.Convolution(1);
        for (int i = 1; i < length; i++)
            network.Step();
        network.Finish();
        return network;
    }

    private void Step()
    {
        switch (random.Next(12))
        {
            case 0:
                Pool("MaxPool", values => values.Max());
                break;
            case 1:
                Pool("AveragePool", values => values.Average());
                break;
            case 2:
                Residual();
                break;
            case 3:
                Branches();
                break;
            case 4:
                Turn();
                break;
            case 5:
                PadAround();
                break;
            case 6:
                Convolution(image.Shape[1]);
                break;
            case 7:
                Gate();
                break;
            case 8:
                Half();
                break;
            default:
                Convolution(Divisor(image.Shape[1]));
                break;
        }
    }

    private void Convolution(int groups)
    {
        int[] kernel = [random.Next(1, 4), random.Next(1, 4)];
        int[] dilations = [.. kernel.Select((k, d) => k > 1 && image.Shape[d + 2] > 5 ? random.Next(1, 3) : 1)];
        var window = new DirectWindow(kernel)
        {
            Strides = [.. Enumerable.Range(0, 2).Select(d => image.Shape[d + 2] > 6 ? random.Next(1, 4) : 1)],
            Dilations = dilations,
            Pads = [.. Enumerable.Range(0, 4).Select(side => random.Next(((kernel[side % 2] - 1) * dilations[side % 2]) + 1))],
        };
        if (Enumerable.Range(0, 2).Any(d => window.Places(d, image.Shape[d + 2]) < 1 || image.Shape[d + 2] + window.Pads[d] + window.Pads[d + 2] <= (kernel[d] - 1) * dilations[d]))
            return;
        (name, image) = Convolved(name, image, groups * random.Next(1, 1 + Math.Max(1, 9 / groups)), window, groups);
        Activation();
    }

    private (string Name, Tensor<double> Image) Convolved(string input, Tensor<double> x, int outputs, DirectWindow window, int groups)
    {
        int fan = x.Shape[1] / groups * window.Kernel[0] * window.Kernel[1];
        Tensor<float> weights = Normal(1.4 / Math.Sqrt(fan), outputs, x.Shape[1] / groups, window.Kernel[0], window.Kernel[1]);
        float[] bias = Normal(0.2, outputs).Values;
        steps.Add($"Conv{(groups > 1 ? $"/{groups}" : "")}");
        string output = Sketch.Node(
            "Conv", [input, Sketch.Constant(weights), Sketch.Constant(bias)],
            Numbers("strides", window.Strides), Numbers("dilations", window.Dilations), Numbers("pads", window.Pads), OnnxModelBuilder.Integer("group", groups));
        return (output, DirectOperators.Convolution(x, weights, bias, window, groups));
    }

    private void Activation()
    {
        switch (random.Next(7))
        {
            case 6:
                steps.Add("Swish");
                (name, image) = (Sketch.Node("Mul", [name, Sketch.Node("Sigmoid", [name])]), DirectOperators.Map(image, v => v / (1 + Math.Exp(-v))));
                break;
            case 0:
            case 1:
                Apply(Sketch.Node("Relu", [name]), v => Math.Max(v, 0));
                break;
            case 2:
                Apply(Sketch.Node("LeakyRelu", [name], OnnxModelBuilder.Real("alpha", 0.125f)), v => v < 0 ? 0.125 * v : v);
                break;
            case 3:
                Apply(
                    Opset < 11
                        ? Sketch.Node("Clip", [name], OnnxModelBuilder.Real("min", -0.5f), OnnxModelBuilder.Real("max", 1.5f))
                        : Sketch.Node("Clip", [name, Sketch.Constant(new Tensor<float>([-0.5f])), Sketch.Constant(new Tensor<float>([1.5f]))]),
                    v => Math.Clamp(v, -0.5, 1.5));
                break;
            case 4:
                Normalize();
                break;
            default:
                break;
        }
    }

    private void Apply(string output, Func<double, double> function)
    {
        steps.Add(output[..output.IndexOfAny("0123456789".ToCharArray())]);
        (name, image) = (output, DirectOperators.Map(image, function));
    }

    private void Normalize()
    {
        int channels = image.Shape[1];
        float[] scale = [.. Normal(0.3, channels).Values.Select(v => 1 + v)], bias = Normal(0.3, channels).Values, mean = Normal(0.3, channels).Values;
        float[] variance = [.. Normal(0.3, channels).Values.Select(v => 0.5f + Math.Abs(v))];
        steps.Add("BatchNormalization");
        name = Sketch.Node("BatchNormalization", [name, Sketch.Constant(scale), Sketch.Constant(bias), Sketch.Constant(mean), Sketch.Constant(variance)]);
        image = DirectOperators.PerChannel(image, (v, c) => ((v - mean[c]) / Math.Sqrt(variance[c] + 1e-5f) * scale[c]) + bias[c]);
    }

    private void Pool(string type, Func<double[], double> reduce)
    {
        int[] kernel = [.. Enumerable.Range(0, 2).Select(d => Math.Min(image.Shape[d + 2], random.Next(1, 4)))];
        int[] strides = [random.Next(1, 3), random.Next(1, 3)];
        int[] pads = [.. Enumerable.Range(0, 4).Select(side => random.Next(kernel[side % 2]))];
        bool isCeiling = Opset >= 10 && random.Next(2) == 0;
        int[] size = [.. Enumerable.Range(0, 2).Select(d => Places(image.Shape[d + 2], kernel[d], strides[d], pads[d], pads[d + 2], isCeiling))];
        steps.Add(type);
        name = Sketch.Node(
            type, [name],
            [Numbers("kernel_shape", kernel), Numbers("strides", strides), Numbers("pads", pads), .. isCeiling ? [OnnxModelBuilder.Integer("ceil_mode", 1)] : Array.Empty<AttributeProto>()]);
        image = DirectOperators.Pool(image, new DirectWindow(kernel) { Strides = strides, Pads = pads, Output = size }, reduce);
    }

    // A last window that is not whole must still begin inside the image or the pad before it.
    private static int Places(int size, int kernel, int stride, int before, int after, bool isCeiling)
    {
        int room = size + before + after - kernel;
        int places = (room / stride) + 1;
        return isCeiling && room % stride != 0 && places * stride < size + before ? places + 1 : places;
    }

    private void Residual()
    {
        (string branch, Tensor<double> sum) = Convolved(name, image, image.Shape[1], new DirectWindow(3, 3) { Pads = [1, 1, 1, 1] }, 1);
        steps.Add("Add");
        (name, image) = (Sketch.Node("Add", random.Next(2) == 0 ? [name, branch] : [branch, name]), DirectOperators.Add(image, sum));
        Activation();
    }

    private void Branches()
    {
        (string first, Tensor<double> narrow) = Convolved(name, image, random.Next(1, 5), new DirectWindow(1, 1), 1);
        (string second, Tensor<double> wide) = Convolved(name, image, random.Next(1, 5), new DirectWindow(3, 1) { Pads = [1, 0, 1, 0] }, 1);
        steps.Add("Concat");
        (name, image) = (Sketch.Node("Concat", [first, second], OnnxModelBuilder.Integer("axis", 1)), DirectOperators.Concatenate(narrow, wide, 1));
    }

    // Squeeze and excite: each channel times a number made of the means of all.
    private void Gate()
    {
        var means = DirectOperators.Pool(image, new DirectWindow(image.Shape[2..]), values => values.Average());
        (string gate, Tensor<double> factors) = Convolved(Sketch.Node("GlobalAveragePool", [name]), means, image.Shape[1], new DirectWindow(1, 1), 1);
        steps.Add("Gate");
        name = Sketch.Node("Mul", [name, Sketch.Node("HardSigmoid", [gate], OnnxModelBuilder.Real("alpha", 0.25f))]);
        Tensor<double> before = image;
        image = DirectOperators.Create(image.Shape, at => DirectOperators.At(before, at) * Math.Clamp((0.25 * DirectOperators.At(factors, at[0], at[1], 0, 0)) + 0.5, 0, 1));
    }

    // Every other row, each twice.
    private void Half()
    {
        if (Opset < 11)
            return;
        Tensor<double> before = image;
        steps.Add("Slice");
        string[] inputs = [name, Sketch.Integers(0), Sketch.Integers(long.MaxValue), Sketch.Integers(2), Sketch.Integers(2)];
        name = Sketch.Node("Slice", inputs);
        image = DirectOperators.Create([.. before.Shape[..2], (before.Shape[2] + 1) / 2, before.Shape[3]], at => DirectOperators.At(before, at[0], at[1], 2 * at[2], at[3]));
        Tensor<double> narrow = image;
        steps.Add("Resize");
        name = Sketch.Node("Resize", [name, Sketch.Constant(), Sketch.Constant(1, 1, 1, 2)], OnnxSketch.Text("nearest_mode", "floor"), OnnxSketch.Text("coordinate_transformation_mode", "asymmetric"));
        image = DirectOperators.Create([.. narrow.Shape[..3], 2 * narrow.Shape[3]], at => DirectOperators.At(narrow, at[0], at[1], at[2], at[3] / 2));
    }

    private void Turn()
    {
        steps.Add("Transpose");
        (name, image) = (Sketch.Node("Transpose", [name], OnnxModelBuilder.Integers("perm", 0, 1, 3, 2)), DirectOperators.Transpose(image, 0, 1, 3, 2));
    }

    private void PadAround()
    {
        int[] pads = [random.Next(2), random.Next(2), random.Next(2), random.Next(2)];
        long[] all = [0, 0, pads[0], pads[1], 0, 0, pads[2], pads[3]];
        steps.Add("Pad");
        name = Opset < 11 ? Sketch.Node("Pad", [name], OnnxModelBuilder.Integers("pads", all)) : Sketch.Node("Pad", [name, Sketch.Integers(all)]);
        image = DirectOperators.Pad(image, pads);
    }

    private void Finish()
    {
        if (random.Next(2) == 0)
        {
            steps.Add("GlobalAveragePool");
            name = Sketch.Node("GlobalAveragePool", [name]);
            image = DirectOperators.Pool(image, new DirectWindow(image.Shape[2..]), values => values.Average());
        }

        steps.Add("Flatten");
        name = Sketch.Node("Flatten", [name]);
        image = image.Reshape(image.Shape[0], image.Count / image.Shape[0]);
        if (random.Next(2) == 0)
        {
            Dense(random.Next(3, 20));
            Activation();
        }

        Dense(random.Next(2, 12));
    }

    private void Dense(int outputs)
    {
        int inputs = image.Shape[1];
        Tensor<float> weights = Normal(1.4 / Math.Sqrt(inputs), inputs, outputs);
        float[] bias = Normal(0.2, outputs).Values;
        steps.Add("Gemm");
        name = Sketch.Node("Gemm", [name, Sketch.Constant(weights), Sketch.Constant(bias)]);
        image = DirectOperators.Linear(image, weights, bias);
    }

    private int Divisor(int number)
    {
        int[] divisors = [.. Enumerable.Range(1, number).Where(d => number % d == 0)];
        return divisors[random.Next(divisors.Length)];
    }

    private Tensor<float> Normal(double deviation, params int[] shape)
    {
        var tensor = new Tensor<float>(shape);
        for (int i = 0; i < tensor.Count; i++)
            tensor.Values[i] = (float)(deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        return tensor;
    }

    private static AttributeProto Numbers(string name, int[] values) => OnnxModelBuilder.Integers(name, [.. values.Select(v => (long)v)]);
}
