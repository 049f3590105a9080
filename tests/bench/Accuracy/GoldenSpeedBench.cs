using System.Diagnostics;
using HwGen.Core.Configuration;
using HwGen.Core.IO;
using HwGen.Core.Network;
using HwGen.Core.Samples;
using HwGen.Pruner;
using HwGen.Pruner.Graph;
using HwGen.Pruner.Pruning;

namespace HwGen.Bench.Accuracy;

/// <summary>Images a second of the integer network: by the golden model, which checks hardware, and by vector instructions, which state accuracies.</summary>
internal static class GoldenSpeedBench
{
    private const int Runs = 3;

    public static void Run()
    {
        Console.WriteLine($"4:8 by magnitude; {Environment.ProcessorCount} processors, medians of {Runs} runs in turn; every output is compared.\n");
        var table = new BenchTable("network          ", "samples", "golden model: images/s", "by vectors: images/s", "ratio");
        if (DataFolder.Missing() is { } reason)
            Console.WriteLine(reason);
        else
            foreach (AccuracySubject subject in AccuracySubject.All.Where(s => s.Name.StartsWith("mlperf", StringComparison.Ordinal)))
            {
                NetworkGraph network = subject.ReadNetwork(DataFolder.Path);
                Row(table, subject.Name, network, subject.ReadCalibration(DataFolder.Path, network).Take(500));
            }

        NetworkGraph large = ResNet18.Read();
        var samples = new Tensor<float>([24, .. large.InputShape]);
        var random = new Random(1);
        for (int i = 0; i < samples.Count; i++)
            samples.Values[i] = random.NextSingle();
        Row(table, "ResNet-18, 224", large, new SampleSet(samples, null, null));
    }

    private static void Row(BenchTable table, string name, NetworkGraph network, SampleSet samples)
    {
        var options = new PruneOptions { Method = new MagnitudeMethod(), PermutesChannels = false };
        IntegerNetwork integers = new NetworkPruner(ConfigurationFile.Read("int8-4of8-1x8x1_8x8"), options).Quantize(network, samples.Take(16));
        Tensor<int> inputs = integers.Quantize(samples.Inputs);
        var (golden, vectors) = (new double[Runs], new double[Runs]);
        for (int run = -1; run < Runs; run++)
        {
            var watch = Stopwatch.StartNew();
            Tensor<int> expected = IntegerExecutor.RunGolden(integers, inputs);
            double first = watch.Elapsed.TotalSeconds;
            Tensor<int> found = IntegerExecutor.RunVectorized(integers, inputs);
            if (!expected.Values.AsSpan().SequenceEqual(found.Values))
                throw new InvalidOperationException($"{name}: outputs differ");
            // The first run compiles.
            if (run >= 0)
                (golden[run], vectors[run]) = (samples.Count / first, samples.Count / (watch.Elapsed.TotalSeconds - first));
        }

        Array.Sort(golden);
        Array.Sort(vectors);
        table.Row(name, samples.Count, $"{golden[Runs / 2]:0.0}", $"{vectors[Runs / 2]:0.0}", $"{vectors[Runs / 2] / golden[Runs / 2]:0.0}");
    }
}
