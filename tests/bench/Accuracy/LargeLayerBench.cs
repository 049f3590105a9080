using System.Diagnostics;
using HwGen.Core.Configuration;
using HwGen.Core.IO;
using HwGen.Pruner.Graph;
using HwGen.Pruner.Pruning;

namespace HwGen.Bench.Accuracy;

/// <summary>One layer of the size that large networks have: how long the fast method takes, and what it gains over magnitude.</summary>
/// <remarks>Weights are Gaussian. Activations are correlated as those of a trained network are: the power of their principal components falls
/// as 1 / number, in directions that are drawn, so that no input stands for one of them.</remarks>
internal static class LargeLayerBench
{
    private const int Size = 4096;

    private const int Rows = 8192;

    private const int Components = 512;

    public static void Run()
    {
        var random = new Random(1);
        var layer = new Linear("layer", "input", "output")
        {
            Weights = new Tensor<float>(Gaussian(random, Size * Size), Size, Size),
            Bias = new float[Size],
            Origin = WeightOrigin.Of(0, Size),
        };
        Tensor<float> rows = Activations(random);
        var samples = new LayerSamples(rows, layer.Sums(rows), null, Bounds.None);
        ArrayConfiguration configuration = ConfigurationFile.Read("int8-4of8-1x8x1_8x8");
        Console.WriteLine($"{Size} x {Size} weights, 4:8, {Rows} rows of activations: statistics, mask, values, correction, rounding. Error: of the output after rounding, as a share of its variance.\n");
        var table = new BenchTable("method   ", "seconds", "error  ", "error against magnitude", "peak MiB of the process");
        double? magnitude = null;
        foreach (IPruningMethod method in new IPruningMethod[] { new MagnitudeMethod(), new SparseGptMethod() })
        {
            var watch = Stopwatch.StartNew();
            double error = new LayerSolver(configuration, new PruneOptions { Method = method }).Solve(layer, samples).Error;
            double seconds = watch.Elapsed.TotalSeconds;
            magnitude ??= error;
            table.Row(method.Name, $"{seconds:0.0}", $"{error:0.0000}", $"{error / magnitude:0.000}", $"{Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0:0}");
        }
    }

    private static Tensor<float> Activations(Random random)
    {
        float[] directions = Gaussian(random, Components * Size);
        float[] strengths = Gaussian(random, Rows * Components);
        for (int i = 0; i < strengths.Length; i++)
            strengths[i] /= MathF.Sqrt(1 + (i % Components));
        float[] noise = Gaussian(random, Rows * Size);
        var activations = new Tensor<float>(Rows, Size);
        FloatGemm.Multiply(strengths, directions, activations.Values, Rows, Components, Size);
        for (int i = 0; i < noise.Length; i++)
            activations.Values[i] += 0.3f * noise[i];
        return activations;
    }

    private static float[] Gaussian(Random random, int count)
    {
        var numbers = new float[count];
        for (int i = 0; i < count; i++)
            numbers[i] = (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        return numbers;
    }
}
