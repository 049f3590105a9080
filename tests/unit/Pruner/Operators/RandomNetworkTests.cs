using HwGen.Core.Configuration;
using HwGen.Core.IO;
using HwGen.Core.Network;
using HwGen.Core.Samples;
using HwGen.Pruner;
using HwGen.Pruner.Graph;
using HwGen.Pruner.Pruning;
using HwGen.Tests.Shared;
using Xunit.Abstractions;

namespace HwGen.Tests.Unit.Pruner.Operators;

/// <summary>Odd networks: strides, groups, residual sums and whatever else their seeds draw.</summary>
public sealed class RandomNetworkTests(ITestOutputHelper output)
{
    private const int Samples = 12;

    [Theory]
    [MemberData(nameof(Seeds), 120)]
    public void The_float_network_gives_what_its_operators_are_defined_to_give(int seed)
    {
        var drawn = RandomNetwork.Draw(seed, 3, 3 + (seed % 6));
        var found = FloatInterpreter.Run(drawn.Sketch.Read(drawn.Output), drawn.Samples);
        var largest = drawn.Expected.Values.Max(Math.Abs);
        Assert.Equal(drawn.Expected.Shape, found.Shape);
        for (var i = 0; i < found.Count; i++)
            Assert.True(Math.Abs(found.Values[i] - drawn.Expected.Values[i]) <= 1e-4 * largest, $"seed {seed}, {drawn}: output {i} is {found.Values[i]}, expected {drawn.Expected.Values[i]}");
    }

    /// <summary>Deviation of the outputs as a share of their power: with 12 bits, an operator that were wrong would stand out far.</summary>
    [Theory]
    [MemberData(nameof(Seeds), 60)]
    public void The_integer_network_stays_close_to_the_float_one(int seed)
    {
        var drawn = RandomNetwork.Draw(seed, Samples, 3 + (seed % 6));
        var network = drawn.Sketch.Read(drawn.Output);
        foreach (var (bits, most) in new[] { (8, 0.1), (12, 0.008) })
        {
            var integers = new NetworkPruner(Dense(bits), new PruneOptions()).Prune(network, new SampleSet(drawn.Samples, null, null)).Network;
            var found = IntegerExecutor.RunGolden(integers, integers.Quantize(drawn.Samples));
            Assert.Equal(found.Values, IntegerExecutor.RunVectorized(integers, integers.Quantize(drawn.Samples)).Values);
            var deviation = Deviation(drawn.Expected.Values, [.. found.Values.Select(integers.Plan.Output.Quantization.Dequantize)]);
            output.WriteLine($"seed {seed}, {bits} bits: {deviation:f5}, {drawn}");
            Assert.True(deviation <= most, $"seed {seed}, {bits} bits, {drawn}: deviation {deviation:f4}, at most {most}");
        }
    }

    public static TheoryData<int> Seeds(int count) => new(Enumerable.Range(1, count));

    private static double Deviation(double[] expected, double[] found) =>
        Math.Sqrt(expected.Zip(found, (e, f) => (e - f) * (e - f)).Sum() / expected.Sum(e => e * e));

    private static ArrayConfiguration Dense(int bits) => TestArray.Of("dense", (1, 1), (4, 4), block: 4, lanes: 4, kept: 4) with { Scheme = SchemeKind.Dense, ActivationBits = bits, WeightBits = bits };
}
