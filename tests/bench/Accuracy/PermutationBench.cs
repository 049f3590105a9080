using HwGen.Core.Configuration;
using HwGen.Core.IO;
using HwGen.Core.Network;
using HwGen.Core.Samples;
using HwGen.Pruner;
using HwGen.Pruner.Graph;
using HwGen.Pruner.Pruning;

namespace HwGen.Bench.Accuracy;

/// <summary>What the order of channels changes: networks calibrated on every second calibration sample and judged on the others.</summary>
internal static class PermutationBench
{
    private static readonly (string Density, string Configuration)[] Densities =
        [("4:8", "int8-4of8-1x8x1_8x8"), ("2:4", "int8-2of4-1x4x1_4x4"), ("2:8", "int8-2of8-1x8x1_4x4"), ("1:8", "int8-1of8-1x8x1_8x8")];

    public static void Run()
    {
        if (DataFolder.Missing() is { } reason)
        {
            Console.WriteLine(reason);
            return;
        }

        Console.WriteLine("Kept: of what the weights are worth, mean of the layers. Error: power of the change of the network's outputs, relative to that of the outputs. Same: samples with the float network's answer.\n");
        var table = new BenchTable("network          ", "kept", "stays in file's order", "permuted", "error in file's order", "permuted", "same in file's order", "permuted");
        foreach (AccuracySubject subject in AccuracySubject.All)
        {
            NetworkGraph network = subject.ReadNetwork(DataFolder.Path);
            SampleSet samples = subject.ReadCalibration(DataFolder.Path, network);
            foreach ((string density, string configuration) in Densities)
                Row(table, subject.Name, network, density, ConfigurationFile.Read(configuration), Every(samples, 0), Every(samples, 1).Inputs);
        }
    }

    private static void Row(BenchTable table, string name, NetworkGraph network, string density, ArrayConfiguration configuration, SampleSet calibration, Tensor<float> held)
    {
        Tensor<float> wanted = FloatInterpreter.Run(network, held);
        (PrunedNetwork Pruned, double Error, double Same) Judge(bool permutes)
        {
            PrunedNetwork pruned = new NetworkPruner(configuration, new PruneOptions { PermutesChannels = permutes }).Prune(network, calibration);
            Tensor<int> found = IntegerExecutor.RunVectorized(pruned.Network, pruned.Network.Quantize(held));
            (double error, double same) = Compare(wanted, [.. found.Values.Select(pruned.Network.Plan.Output.Quantization.Dequantize)]);
            return (pruned, error, same);
        }

        var (file, permuted) = (Judge(false), Judge(true));
        var gains = permuted.Pruned.Report.Permuted;
        table.Row(
            name, density, $"{100 * gains.Average(gain => gain.Before):0.0}%", $"{100 * gains.Average(gain => gain.After):0.0}%",
            $"{file.Error:0.0000}", $"{permuted.Error:0.0000}", $"{100 * file.Same:0.0}%", $"{100 * permuted.Same:0.0}%");
    }

    // A number that is added to all outputs of a sample changes no answer.
    private static (double Error, double Same) Compare(Tensor<float> wanted, double[] found)
    {
        (double error, double power, int same) = (0, 0, 0);
        int count = wanted.Stride;
        for (int start = 0; start < wanted.Count; start += count)
        {
            double[] real = [.. wanted.Values.AsSpan(start, count).ToArray().Select(v => (double)v)], integer = found[start..(start + count)];
            (double realMean, double integerMean) = (real.Average(), integer.Average());
            error += real.Zip(integer, (r, i) => Math.Pow(r - realMean - i + integerMean, 2)).Sum();
            power += real.Sum(r => Math.Pow(r - realMean, 2));
            same += Array.IndexOf(real, real.Max()) == Array.IndexOf(integer, integer.Max()) ? 1 : 0;
        }

        return (error / power, (double)same / wanted.Shape[0]);
    }

    private static SampleSet Every(SampleSet samples, int first)
    {
        int stride = samples.Inputs.Stride;
        int[] taken = [.. Enumerable.Range(0, samples.Count).Where(i => i % 2 == first)];
        float[] values = [.. taken.SelectMany(i => samples.Inputs.Values.AsSpan(i * stride, stride).ToArray())];
        return new SampleSet(new Tensor<float>(values, [taken.Length, .. samples.Inputs.Shape[1..]]), null, samples.Format);
    }
}
