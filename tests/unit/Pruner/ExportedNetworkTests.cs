using HwGen.Core.Configuration;
using HwGen.Core.IO;
using HwGen.Core.Network;
using HwGen.Core.Samples;
using HwGen.Pruner;
using HwGen.Pruner.Graph;
using HwGen.Pruner.Pruning;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Unit.Pruner;

/// <summary>Networks as PyTorch 1.13 exports them, compared with what PyTorch computes: tests/unit/Pruner/Exported/export.py has made them.</summary>
public sealed class ExportedNetworkTests
{
    private static readonly string Folder = RepositoryFolder.At("tests/unit/Pruner/Exported");

    private static readonly ArrayConfiguration Dense = TestArray.Of("dense", (1, 1), (4, 4), block: 4, lanes: 4, kept: 4) with { Scheme = SchemeKind.Dense, ActivationBits = 12, WeightBits = 12 };

    public static TheoryData<string> Names => [.. Directory.GetFiles(Folder, "*.onnx").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_float_network_agrees_with_PyTorch_and_the_integer_network_comes_close(string name)
    {
        var network = NetworkPruner.Read(Path.Combine(Folder, $"{name}.onnx"));
        var arrays = NpzFile.Read(Path.Combine(Folder, $"{name}.npz"));
        var (samples, expected) = (arrays["input"].ToSingle(), arrays["output"].ToSingle());
        var real = FloatInterpreter.Run(network, samples);
        Assert.Equal(expected.Shape, real.Shape);
        // A LogSoftmax at the end is left out: what it takes away is the same for all outputs of a sample.
        Assert.InRange(Deviation(expected, Array.ConvertAll(real.Values, v => (double)v)), 0, 2e-6);

        var integers = new NetworkPruner(Dense, new PruneOptions()).Prune(network, new SampleSet(samples, null, null)).Network;
        var found = IntegerExecutor.RunGolden(integers, integers.Quantize(samples));
        Assert.InRange(Deviation(expected, Array.ConvertAll(found.Values, integers.Plan.Output.Quantization.Dequantize)), 0, 0.006);
    }

    private static double Deviation(Tensor<float> expected, double[] found)
    {
        var (error, power) = (0.0, 0.0);
        for (var start = 0; start < expected.Count; start += expected.Stride)
        {
            var wanted = Array.ConvertAll(expected.Values[start..(start + expected.Stride)], v => (double)v);
            var (wantedMean, mean) = (wanted.Average(), found.AsSpan(start, wanted.Length).ToArray().Average());
            for (var i = 0; i < wanted.Length; i++)
            {
                error += Math.Pow(wanted[i] - wantedMean - (found[start + i] - mean), 2);
                power += Math.Pow(wanted[i] - wantedMean, 2);
            }
        }

        return Math.Sqrt(error / power);
    }
}
