using HwGen.Core.Configuration;
using HwGen.Core.IO;
using HwGen.Core.Network;
using HwGen.Core.Samples;
using HwGen.Pruner;
using HwGen.Pruner.Graph;
using HwGen.Pruner.Pruning;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Unit.Pruner.Operators;

/// <summary>Compares a small network with numbers that were computed by other means.</summary>
/// <remarks>Samples are all integers of int8 and weights have 127 steps, so that nothing is rounded but the operator's output.</remarks>
internal static class OperatorCheck
{
    /// <summary>Half a step, and what a multiplier of 16 bits adds to it.</summary>
    private const double Tolerance = 0.51;

    private static readonly ArrayConfiguration Dense = TestArray.Of("dense", (1, 1), (2, 2), block: 8, lanes: 8, kept: 8) with { Scheme = SchemeKind.Dense };

    /// <summary>Integers from -128 to 127, both among them.</summary>
    public static Tensor<float> Samples(int seed, params int[] shape)
    {
        var random = new Random(seed);
        var samples = new Tensor<float>(shape);
        for (int i = 0; i < samples.Count; i++)
            samples.Values[i] = random.Next(-128, 128);
        (samples.Values[0], samples.Values[^1]) = (-128, 127);
        return samples;
    }

    /// <summary>Integers from -127 to 127, one of the ends in every row of the first dimension.</summary>
    public static Tensor<float> Weights(int seed, params int[] shape)
    {
        var random = new Random(seed);
        var weights = new Tensor<float>(shape);
        for (int i = 0; i < weights.Count; i++)
            weights.Values[i] = i % weights.Stride == 0 ? random.Next(2) * 254 - 127 : random.Next(-127, 128);
        return weights;
    }

    public static Tensor<double> Double(Tensor<float> x) => new(Array.ConvertAll(x.Values, v => (double)v), x.Shape);

    /// <summary>The integer network that the samples give.</summary>
    public static Plan Plan(NetworkGraph network, Tensor<float> samples) => Prune(network, samples).Plan;

    /// <summary>The float network gives the expected numbers; the integer network the same within half a step of its output.</summary>
    public static void Agrees(NetworkGraph network, Tensor<float> samples, Tensor<double> expected)
    {
        Tensor<float> real = FloatInterpreter.Run(network, samples);
        Assert.Equal(expected.Shape, real.Shape);
        double largest = expected.Values.Max(Math.Abs);
        for (int i = 0; i < real.Count; i++)
            Assert.True(Math.Abs(real.Values[i] - expected.Values[i]) <= 1e-5 * largest, $"float output {i} is {real.Values[i]}, expected {expected.Values[i]}");

        IntegerNetwork integers = Prune(network, samples);
        Tensor<int> found = IntegerExecutor.RunGolden(integers, integers.Quantize(samples));
        TensorQuantization output = integers.Plan.Output.Quantization;
        Assert.Equal(expected.Shape, found.Shape);
        for (int i = 0; i < found.Count; i++)
        {
            double reached = Math.Clamp(expected.Values[i], output.Dequantize(output.Low), output.Dequantize(output.High));
            double steps = (output.Dequantize(found.Values[i]) - reached) / output.Scale;
            Assert.True(Math.Abs(steps) <= Tolerance, $"integer output {i} is {output.Dequantize(found.Values[i])}, expected {reached}: {steps:f2} steps of {output.Scale}");
        }
    }

    private static IntegerNetwork Prune(NetworkGraph network, Tensor<float> samples) =>
        new NetworkPruner(Dense, new PruneOptions()).Prune(network, new SampleSet(samples, null, null)).Network;
}
