using HwGen.Core.Configuration;
using HwGen.Core.Network;
using HwGen.Core.Samples;
using HwGen.Pruner;
using HwGen.Pruner.Graph;
using HwGen.Pruner.Onnx;
using HwGen.Pruner.Pruning;
using HwGen.Pruner.Quantization.Ranges;

namespace HwGen.Bench.Accuracy;

/// <summary>Quantized models (QDQ) with the scales that they state and with scales that are calibrated anew: how many outputs are the integers of the model, and top-1.</summary>
internal static class QuantizedBench
{
    private const int MostCompared = 64;

    private static readonly (string Density, string Configuration)[] Densities = [("dense", "int8-dense-1x8x1_8x8"), ("4:8", "int8-4of8-1x8x1_8x8")];

    public static void Run()
    {
        var table = new BenchTable("network   ", "kept ", "scales    ", "activations", "layers", "same integers", "same class", "top-1");
        string digits = Path.Combine(RepositoryFolder.Path, "examples", "digits");
        Rows(table, "digits", Path.Combine(digits, "digits.onnx"), shape => SampleFile.Read(Path.Combine(digits, "calibration.npz"), shape, new SampleOptions()), shape => SampleFile.Read(Path.Combine(digits, "test.npz"), shape, new SampleOptions()));
        if (DataFolder.Missing() is { } reason)
        {
            Console.WriteLine(reason);
            return;
        }

        AccuracySubject subject = AccuracySubject.All.Single(s => s.Name == "fmnist_cnn");
        NetworkGraph network = subject.ReadNetwork(DataFolder.Path);
        Rows(table, subject.Name, Path.Combine(DataFolder.Path, "networks", "fmnist_cnn.onnx"), _ => subject.ReadCalibration(DataFolder.Path, network), _ => subject.ReadEvaluation(DataFolder.Path, network).Take(2000));
    }

    private static void Rows(BenchTable table, string name, string file, Func<int[], SampleSet> calibration, Func<int[], SampleSet> evaluation)
    {
        int[] shape = NetworkPruner.Read(file).InputShape;
        (SampleSet calibrated, SampleSet evaluated) = (calibration(shape), evaluation(shape));
        SampleSet compared = calibrated.Take(MostCompared);
        QuantizedSketch model = QuantizedCopy.Of(OnnxFile.Load(file), compared.Inputs);
        NetworkGraph network = model.Sketch.Read(model.Name);
        foreach ((string density, string configuration) in Densities)
            foreach (IRangeRule? rule in new[] { null, RangeRules.Default })
                Row(table, name, density, rule, model, compared, new NetworkPruner(ConfigurationFile.Read(configuration), new PruneOptions { Ranges = rule }).Prune(network, calibrated, evaluated));
    }

    private static void Row(BenchTable table, string name, string density, IRangeRule? rule, QuantizedSketch model, SampleSet compared, PrunedNetwork pruned)
    {
        var found = IntegerExecutor.RunGolden(pruned.Network, pruned.Network.Quantize(compared.Inputs));
        double[] real = [.. found.Values.Select(pruned.Network.Plan.Output.Quantization.Dequantize)];
        int same = real.Where((v, i) => Math.Round(v / model.Scale) == Math.Round(model.Values.Values[i] / model.Scale)).Count();
        int classes = Enumerable.Range(0, compared.Count).Count(s => Largest(real, s, found.Stride) == Largest(model.Values.Values, s, found.Stride));
        var scales = pruned.Report.ModelScales!;
        table.Row(
            name, density, rule?.Name ?? "model", $"{scales.HeldActivations} of {scales.Activations}", $"{scales.HeldLayers} of {scales.Layers}",
            $"{100.0 * same / real.Length:0.0}%", $"{100.0 * classes / compared.Count:0.0}%", $"{100 * pruned.Report.Accuracy!.Integer:0.00}");
    }

    private static int Largest(double[] values, int sample, int count) => Enumerable.Range(0, count).MaxBy(i => values[(sample * count) + i]);
}
