using System.Diagnostics;
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

    private const double Damping = 0.01;

    public static void Run()
    {
        var random = new Random(1);
        Tensor<float> activations = Activations(random);
        var watch = Stopwatch.StartNew();
        double[] gram = FloatGemm.Gram(activations, new double[Size]);
        double statistics = watch.Elapsed.TotalSeconds;
        double damping = Damping * Enumerable.Range(0, Size).Average(i => gram[(i * Size) + i]);
        for (int i = 0; i < Size; i++)
            gram[(i * Size) + i] += damping;
        var problem = new LayerProblem("layer", new Tensor<double>(Array.ConvertAll(Gaussian(random, Size * Size), v => (double)v), Size, Size), gram, new NmStructure(4, 8));
        Console.WriteLine($"{Size} x {Size} weights, 4:8, {Rows} rows of activations; Gram matrix in {statistics:0.0} s. Error: share of the output's power that is lost.\n");
        var table = new BenchTable("method   ", "seconds", "error  ", "error against magnitude");
        double? magnitude = null;
        foreach (IPruningMethod method in new IPruningMethod[] { new MagnitudeMethod(), new SparseGptMethod() })
        {
            watch.Restart();
            Tensor<double> pruned = method.Prune(problem);
            double seconds = watch.Elapsed.TotalSeconds;
            double error = Error(activations, problem.Weights, pruned);
            magnitude ??= error;
            table.Row(method.Name, $"{seconds:0.0}", $"{error:0.0000}", $"{error / magnitude:0.000}");
        }

        Console.WriteLine($"\nPeak memory of the process: {Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0:0} MiB.");
    }

    // Power of X (W - V) over that of X W, on an eighth of the rows.
    private static double Error(Tensor<float> activations, Tensor<double> weights, Tensor<double> pruned)
    {
        const int Judged = Rows / 8;
        double Power(Func<int, double> weight)
        {
            var product = new float[Judged * Size];
            FloatGemm.Multiply(activations.Values, [.. Enumerable.Range(0, Size * Size).Select(i => (float)weight(i))], product, Judged, Size, Size);
            return product.Sum(p => (double)p * p);
        }

        return Power(i => weights.Values[i] - pruned.Values[i]) / Power(i => weights.Values[i]);
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
