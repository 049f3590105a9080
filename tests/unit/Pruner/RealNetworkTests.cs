using HwGen.Core.Configuration;
using HwGen.Core.IO;
using HwGen.Core.Samples;
using HwGen.Pruner;
using HwGen.Pruner.Graph;
using HwGen.Pruner.Pruning;
using HwGen.Tests.Shared;
using Xunit.Abstractions;

namespace HwGen.Tests.Unit.Pruner;

public sealed class RealNetworkTests(ITestOutputHelper output)
{
    private static readonly SampleOptions Pixels = new(1 / 255.0);

    [DataTheory]
    [InlineData("fmnist_mlp")]
    [InlineData("fmnist_cnn")]
    [InlineData("mlperf_ic_resnet8")]
    [InlineData("mlperf_kws_dscnn")]
    public void The_float_interpreter_agrees_with_PyTorch(string name)
    {
        var network = NetworkPruner.Read(DataFolder.At($"networks/{name}.onnx"));
        var expected = NpzFile.Read(DataFolder.At($"expected/{name}.npz"));
        var logits = expected["logits"].ToSingle().Values;
        var found = FloatInterpreter.Run(network, expected["input"].ToSingle()).Values;
        var largest = logits.Max(Math.Abs);
        for (var i = 0; i < logits.Length; i++)
            Assert.InRange(Math.Abs(found[i] - logits[i]) / largest, 0, 1e-4);
    }

    /// <summary>The first layer before rounding and correction, against figures of a reference in NumPy.</summary>
    [DataTheory]
    [InlineData("alps", 4, 0.0005)]
    [InlineData("descent", 4, 0.0005)]
    [InlineData("alps", 2, 0.0033)]
    [InlineData("descent", 2, 0.0030)]
    [InlineData("alps", 1, 0.0119)]
    [InlineData("descent", 1, 0.0103)]
    [InlineData("sparsegpt", 2, 0.0081)]
    public void Layer_errors_are_those_of_the_reference(string method, int kept, double reference)
    {
        var network = NetworkPruner.Read(DataFolder.At("networks/fmnist_mlp.onnx"));
        var samples = SampleFile.Read(DataFolder.At("fashion-mnist/calibration1024.npz"), network.InputShape, Pixels);
        var layer = network.Gemms.First();
        var (rows, k, n) = (layer.Rows(samples.Inputs), layer.K, layer.N);
        var gram = FloatGemm.Gram(rows, new double[k]);
        var weights = new Tensor<double>(Array.ConvertAll(layer.Weights.Values, w => (double)w), k, n);
        var damped = Array.ConvertAll(gram, g => g / rows.Shape[0]);
        var damping = 0.01 * Enumerable.Range(0, k).Select(i => damped[(i * k) + i]).Where(d => d > 0).Average();
        for (var i = 0; i < k; i++)
        {
            if (damped[(i * k) + i] == 0)
                Array.Clear(weights.Values, i * n, n);
            damped[(i * k) + i] += damping;
        }

        var pruned = PruningMethods.Named(method).Prune(new LayerProblem(layer.Name, weights, damped, new NmStructure(kept, 8)));
        var change = new Tensor<double>([.. weights.Values.Zip(pruned.Values, (w, v) => w - v)], k, n);
        var error = Power(gram, change) / Power(gram, weights);
        output.WriteLine($"{method} {kept}:8: {error:f5}, reference {reference}");
        Assert.InRange(error, 0, (1.08 * reference) + 0.0001);
    }

    private static double Power(double[] gram, Tensor<double> weights)
    {
        var (k, n) = (weights.Shape[0], weights.Shape[1]);
        var product = new float[k * n];
        FloatGemm.Multiply(Array.ConvertAll(gram, g => (float)g), Array.ConvertAll(weights.Values, w => (float)w), product, k, k, n);
        return weights.Values.Zip(product, (w, p) => w * p).Sum();
    }

    /// <summary>All 10,000 test images through the golden integer network.</summary>
    [DataTheory]
    [InlineData("descent", 4, 0.893)]
    [InlineData("descent", 2, 0.885)]
    [InlineData("descent", 1, 0.862)]
    [InlineData("alps", 1, 0.86)]
    [InlineData("sparsegpt", 4, 0.893)]
    [InlineData("magnitude", 4, 0.883)]
    [InlineData("magnitude", 8, 0.894)]
    public void The_pruned_integer_network_is_nearly_as_accurate(string method, int kept, double floor)
    {
        var network = NetworkPruner.Read(DataFolder.At("networks/fmnist_mlp.onnx"));
        var calibration = SampleFile.Read(DataFolder.At("fashion-mnist/calibration1024.npz"), network.InputShape, Pixels);
        var test = SampleFile.Read(DataFolder.At("fashion-mnist/t10k-images-idx3-ubyte.gz"), network.InputShape, Pixels);
        var options = new PruneOptions { Method = PruningMethods.Named(method) };
        var pruned = new NetworkPruner(Configuration(kept), options).Prune(network, calibration, test);
        output.WriteLine($"{method} {kept}:8: {100 * pruned.Report.Accuracy!.Integer:f2}% of {test.Count}, float {100 * pruned.Report.Accuracy.Float:f2}%");
        Assert.Equal(10000, pruned.Report.Accuracy.Samples);
        Assert.InRange(pruned.Report.Accuracy.Float, 0.8955, 0.8965);
        Assert.InRange(pruned.Report.Accuracy.Integer, floor, 1);
        Assert.All(pruned.Network.Plan.Gemms, layer => Assert.All(layer.Kept, k => Assert.InRange(k, 1, kept)));
    }

    /// <summary>Images and sounds through the golden integer network, nothing pruned.</summary>
    [DataTheory]
    [InlineData("mlperf_kws_dscnn", "speech-commands/calibration500.npz", "speech-commands/test500.npz", 0.5847029, 83.0, null, 500)]
    [InlineData("mlperf_ic_resnet8", "cifar10/calibration1024.npz", "cifar10/test2000.npz", 1.0, 0.0, "NHWC", 200)]
    public void A_dense_integer_convolutional_network_is_as_accurate(string name, string calibrationFile, string testFile, double scale, double offset, string? layout, int count)
    {
        var network = NetworkPruner.Read(DataFolder.At($"networks/{name}.onnx"));
        var format = new SampleOptions(scale, offset, layout);
        var calibration = SampleFile.Read(DataFolder.At(calibrationFile), network.InputShape, format).Take(count / 2);
        var test = SampleFile.Read(DataFolder.At(testFile), network.InputShape, format).Take(count);
        var pruned = new NetworkPruner(Configuration(8), new PruneOptions()).Prune(network, calibration, test);
        output.WriteLine($"{name}: {100 * pruned.Report.Accuracy!.Integer:f2}% of {test.Count}, float {100 * pruned.Report.Accuracy.Float:f2}%");
        Assert.InRange(pruned.Report.Accuracy.Integer, pruned.Report.Accuracy.Float - 0.012, 1);
    }

    private static ArrayConfiguration Configuration(int kept) => new()
    {
        Name = $"{kept}of8",
        TileRows = 1,
        TileColumns = 1,
        MeshRows = 8,
        MeshColumns = 8,
        Block = 8,
        Lanes = Math.Min(4, kept),
        Scheme = kept == 8 ? SchemeKind.Dense : SchemeKind.Nm,
        Kept = kept,
    };
}
