using HwGen.Core.IO;
using HwGen.Pruner;
using HwGen.Pruner.Graph;
using HwGen.Pruner.Graph.Channels;
using HwGen.Pruner.Onnx;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Unit.Pruner;

/// <summary>A network whose channels were put in another order computes what it did.</summary>
public sealed class ChannelOrderTests
{
    /// <summary>Groups, residual sums, concatenations, pools, transposes and whatever else the seeds draw.</summary>
    [Fact]
    public void Any_order_of_free_channels_leaves_a_network_what_it_is()
    {
        var moved = 0;
        for (var seed = 1; seed <= 150; seed++)
        {
            var drawn = RandomNetwork.Draw(seed, 3, 3 + (seed % 7));
            moved += RequireSame(drawn.Sketch.Read(drawn.Output), drawn.Samples, seed, $"seed {seed}, {drawn}");
        }

        Assert.InRange(moved, 300, int.MaxValue);
    }

    [DataTheory]
    [InlineData("fmnist_mlp", 256 + 128)]
    [InlineData("fmnist_cnn", 16 + 32 + 32 + 64 + 64)]
    [InlineData("mlperf_ic_resnet8", 16 + 16 + 32 + 32 + 64 + 64)]
    [InlineData("mlperf_kws_dscnn", 5 * 64)]
    public void Every_hidden_channel_of_a_real_network_is_free(string name, int channels)
    {
        var network = NetworkPruner.Read(DataFolder.At($"networks/{name}.onnx"));
        var samples = NpzFile.Read(DataFolder.At($"expected/{name}.npz"))["input"].ToSingle();
        Assert.Equal(channels, RequireSame(network, samples, 1, name));
    }

    [Fact]
    public void Summands_share_one_order_and_outputs_keep_theirs()
    {
        var (network, _) = Residual();
        var trace = ChannelTrace.Of(network);
        var set = Assert.Single(trace.Sets);
        int[] labels = [.. Enumerable.Range(set.First, set.Count)];
        Assert.Equal(labels, trace.Layers["conv0"].N);
        Assert.Equal(labels, trace.Layers["conv1"].N);
        Assert.Equal([.. labels, .. labels, .. labels, .. labels], trace.Layers["conv1"].K);
        Assert.All(trace.Layers["conv0"].K.Concat(trace.Layers["gemm4"].N), label => Assert.Equal(0, label));
    }

    /// <summary>A convolution, reshapes and transposes, a convolution or a fully connected layer.</summary>
    [Theory]
    [InlineData("a shuffle of whole channels", "2,4,3,4 t:1,0,2,3 8,3,4", 8)]
    [InlineData("places of a channel in another order", "8,12 t:1,0 12,8", 8)]
    [InlineData("channels cut in two", "16,3,2", 8)]
    [InlineData("parts of channels mixed", "12,8,1", 0)]
    [InlineData("places of each channel in another order", "12,8 t:1,0 96", 0)]
    public void Channels_are_followed_through_reshapes(string what, string steps, int free)
    {
        var random = new Random(5);
        var sketch = new OnnxSketch(13, 2, 3, 4);
        var name = sketch.Node("Conv", [OnnxSketch.Input, sketch.Constant(Uniform(random, 8, 2, 1, 1)), sketch.Constant(Uniform(random, 8))]);
        int[] shape = [8, 3, 4];
        foreach (var step in steps.Split(' '))
        {
            int[] numbers = [.. step.Replace("t:", "", StringComparison.Ordinal).Split(',').Select(int.Parse)];
            name = step[0] == 't'
                ? sketch.Node("Transpose", [name], OnnxModelBuilder.Integers("perm", [0, .. numbers.Select(d => d + 1L)]))
                : sketch.Node("Reshape", [name, sketch.Integers([0, .. numbers.Select(d => (long)d)])]);
            shape = step[0] == 't' ? [.. numbers.Select(d => shape[d])] : numbers;
        }

        name = shape.Length == 3
            ? sketch.Node("Conv", [name, sketch.Constant(Uniform(random, 5, shape[0], 1, 1)), sketch.Constant(Uniform(random, 5))])
            : sketch.Node("Gemm", [shape.Length == 1 ? name : sketch.Node("Flatten", [name]), sketch.Constant(Uniform(random, 96, 3)), sketch.Constant(Uniform(random, 3))]);
        Assert.Equal(free, RequireSame(sketch.Read(name), Uniform(random, 4, 2, 3, 4), 1, what));
    }

    private static int RequireSame(NetworkGraph network, Tensor<float> samples, int seed, string what)
    {
        var random = new Random(seed);
        var order = ChannelOrder.Unchanged(ChannelTrace.Of(network));
        foreach (var set in order.Trace.Sets)
        {
            int[] places = [.. Enumerable.Range(0, set.Count)];
            random.Shuffle(places);
            order = order.With(set, places);
        }

        var ordered = order.Apply(network);
        var (expected, found) = (FloatInterpreter.Run(network, samples).Values, FloatInterpreter.Run(ordered, samples).Values);
        var largest = expected.Max(Math.Abs);
        for (var i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(found[i] - expected[i]) <= 2e-5 * largest, $"{what}: output {i} is {found[i]}, expected {expected[i]}");
        foreach (var (layer, back) in network.Gemms.Zip(order.Inverse().Apply(ordered).Gemms))
            Assert.Equal(layer.Weights.Values, back.Weights.Values);
        return order.Trace.Sets.Sum(set => set.Count);
    }

    /// <summary>A convolution, another one around which its outputs are added, a fully connected layer.</summary>
    private static (NetworkGraph Network, Tensor<float> Samples) Residual()
    {
        var random = new Random(2);
        var sketch = new OnnxSketch(13, 3, 5, 5);
        var first = sketch.Node("Conv", [OnnxSketch.Input, sketch.Constant(Uniform(random, 8, 3, 2, 2)), sketch.Constant(Uniform(random, 8))]);
        var second = sketch.Node("Conv", [first, sketch.Constant(Uniform(random, 8, 8, 2, 2)), sketch.Constant(Uniform(random, 8))], OnnxModelBuilder.Integers("pads", 0, 0, 1, 1));
        var sum = sketch.Node("Add", [second, first]);
        var output = sketch.Node("Gemm", [sketch.Node("Flatten", [sum]), sketch.Constant(Uniform(random, 8 * 16, 3)), sketch.Constant(Uniform(random, 3))]);
        return (sketch.Read(output), Uniform(random, 4, 3, 5, 5));
    }

    private static Tensor<float> Uniform(Random random, params int[] shape) =>
        new([.. Enumerable.Range(0, shape.Aggregate(1, (a, b) => a * b)).Select(_ => (float)random.NextDouble() - 0.5f)], shape);
}
