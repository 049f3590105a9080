using HwGen.Core.Configuration;
using HwGen.Core.IO;
using HwGen.Core.Network;
using HwGen.Pruner.Graph;
using HwGen.Pruner.Onnx;
using HwGen.Pruner.Pruning;
using HwGen.Pruner.Quantization;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Unit.Pruner;

/// <summary>Calibration samples go through a network batch by batch; what is kept on the way changes the time and nothing else.</summary>
public sealed class SampleWalkTests
{
    private static ArrayConfiguration Configuration { get; } = TestArray.Of("2of4", (1, 1), (4, 4), block: 4, lanes: 2, kept: 2);

    /// <summary>Nothing, what is narrow, everything.</summary>
    public static TheoryData<long> Kept => [0, 4000, SampleWalk.MostKept];

    [Theory]
    [MemberData(nameof(Kept))]
    public void Every_layer_sees_what_the_networks_have_there_when_they_are_run_as_a_whole(long mostKept)
    {
        var network = Residual();
        var samples = Noise(150, 12);
        var (pruned, _) = new NetworkSolver(new LayerSolver(Configuration, new PruneOptions { Method = new RefitMethod() })).Solve(network, samples);
        var (denseInputs, prunedInputs) = (Inputs(network, samples), Inputs(pruned, samples));
        var (walk, sampler) = (new SampleWalk(network, samples, mostKept), new LayerSampler(network));
        foreach (var (operation, replacement) in network.Operations.Zip(pruned.Operations))
        {
            if (operation is GemmOperation layer)
            {
                var taken = sampler.Take(layer, walk);
                Assert.InRange(walk.KeptNumbers, 0, mostKept);
                AssertClose(prunedInputs[layer.Name][0].Values, taken.Rows.Values);
                var sums = layer.Sums(denseInputs[layer.Name][0]).Values;
                AssertClose(layer.Name == "c" ? [.. sums.Zip(denseInputs["s"][0].Values, (sum, other) => sum + other)] : sums, taken.Wanted.Values);
                Assert.Equal(layer.Name == "c", taken.Beside is not null);
                if (taken.Beside is { } beside)
                    AssertClose(prunedInputs["s"][0].Values, beside.Values);
            }

            walk.Pass(replacement);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9000)]
    public void A_network_is_pruned_alike_whatever_is_kept(long mostKept)
    {
        // 144 places an image, so that 96 of them are drawn.
        var sketch = new OnnxSketch(13, 4, 12, 12);
        var hidden = sketch.Node("Relu", [sketch.Node("Conv", [OnnxSketch.Input, sketch.Constant(Noise(16, 36).Reshape(16, 4, 3, 3))], OnnxModelBuilder.Integers("pads", 1, 1, 1, 1))]);
        hidden = sketch.Node("Conv", [hidden, sketch.Constant(Noise(8, 144).Reshape(8, 16, 3, 3))], OnnxModelBuilder.Integers("strides", 2, 2));
        hidden = sketch.Node("Flatten", [sketch.Node("GlobalAveragePool", [hidden])]);
        var network = sketch.Read(sketch.Node("MatMul", [hidden, sketch.Constant(Noise(8, 5))]));
        var samples = Noise(70, 4 * 144).Reshape(70, 4, 12, 12);
        var solver = new LayerSolver(Configuration, new PruneOptions());
        var (_, expected) = new NetworkSolver(solver).Solve(network, samples);
        var (_, found) = new NetworkSolver(solver) { MostKept = mostKept }.Solve(network, samples);
        Assert.Equal(network.Gemms.Select(layer => layer.Name), found.Keys);
        foreach (var name in expected.Keys)
        {
            Assert.Equal(expected[name].Weights.Integers.Values, found[name].Weights.Integers.Values);
            Assert.Equal(expected[name].Bias, found[name].Bias);
        }
    }

    [Fact]
    public void What_is_narrow_is_kept_and_what_is_wide_is_computed_again()
    {
        Counted[] steps = [new("wide", "x", 100), new("narrow", "wide", 2), new("next", "narrow", 2), new("end", "next", 2)];
        var walk = new SampleWalk(new NetworkGraph("n", "x", [4], "end", steps), Noise(130, 4), 300);
        void Look(long kept, params int[] times)
        {
            Assert.Equal(130, walk.Batches().Sum(b => b.Count));
            Assert.Equal(kept, walk.KeptNumbers);
            Assert.Equal(times.Select(t => 130 * t), steps[..times.Length].Select(s => s.Samples.Sum()));
        }

        Look(0, 0);
        walk.Pass(steps[0]);
        Look(0, 1, 0);
        Look(0, 2, 0);
        walk.Pass(steps[1]);
        Look(260, 3, 1, 0);
        Look(260, 3, 1, 0);
        Assert.False(walk.IsChanged("narrow"));
        // 2 numbers in each network are too many; the place before stays.
        walk.Pass(steps[2] with { });
        Assert.True(walk.IsChanged("next"));
        Look(260, 3, 1, 2);
        Look(260, 3, 1, 4);
    }

    // a, b and c in a row; what c gives is added to what a gives; d.
    private static NetworkGraph Residual() => new(
        "residual", "x", [12], "y",
        [
            Layer("a", "x", "p", 12, 20) with { Bounds = Bounds.Relu },
            Layer("b", "p", "q", 20, 64) with { Bounds = Bounds.Relu },
            Layer("c", "q", "r", 64, 20),
            new Addition("s", "p", "r", "t") { Bounds = Bounds.Relu },
            Layer("d", "t", "y", 20, 7),
        ]);

    private static Linear Layer(string name, string input, string output, int k, int n) =>
        new(name, input, output) { Weights = Noise(k, n), Bias = [.. Enumerable.Range(0, n).Select(i => 0.1f * i)] };

    private static Tensor<float> Noise(int rows, int columns)
    {
        var random = new Random((rows * 1000) + columns);
        return new Tensor<float>([.. Enumerable.Range(0, rows * columns).Select(_ => (float)(random.NextDouble() - 0.5))], rows, columns);
    }

    // What every operation reads, all samples together.
    private static Dictionary<string, Tensor<float>[]> Inputs(NetworkGraph network, Tensor<float> samples)
    {
        var parts = new Dictionary<string, List<IReadOnlyList<Tensor<float>>>>();
        FloatInterpreter.Run(network, samples, (operation, inputs, _) =>
        {
            parts.TryAdd(operation.Name, []);
            parts[operation.Name].Add(inputs);
        });
        return parts.ToDictionary(
            p => p.Key,
            p => p.Value[0].Select((first, i) => new Tensor<float>([.. p.Value.SelectMany(inputs => inputs[i].Values)], [samples.Shape[0], .. first.Shape[1..]])).ToArray());
    }

    private static void AssertClose(float[] expected, float[] found)
    {
        Assert.Equal(expected.Length, found.Length);
        Assert.All(expected.Zip(found), pair => Assert.InRange(pair.Second, pair.First - 1e-5f, pair.First + 1e-5f));
    }

    /// <summary>Gives zeros, and counts the samples that it is asked for.</summary>
    private sealed record Counted(string Name, string Input, int Numbers) : Operation(Name, [Input], Name)
    {
        public List<int> Samples { get; } = [];

        public override int[] InferShape(IReadOnlyList<int[]> inputs) => [Numbers];

        public override Tensor<float> Evaluate(IReadOnlyList<Tensor<float>> inputs)
        {
            Samples.Add(inputs[0].Shape[0]);
            return new Tensor<float>(inputs[0].Shape[0], Numbers);
        }

        public override IEnumerable<PlanLayer> Lower(Lowering lowering) => [];
    }
}
