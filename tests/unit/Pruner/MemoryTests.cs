using HwGen.Core.IO;
using HwGen.Core.Network;
using HwGen.Pruner.Graph;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Unit.Pruner;

/// <summary>Large networks are computed in smaller batches, so that memory is bounded.</summary>
public sealed class MemoryTests
{
    [Fact]
    public void What_is_held_at_once_is_counted()
    {
        // x 6 -> a 10, b 20 (x, a, b: 36); a + b would need both: c reads b 8 (x gone: a, b, c: 38); d reads a and c
        var network = new NetworkGraph("n", "x", [6], "d", [Linear("x", "a", 6, 10), Linear("x", "b", 6, 20), Linear("b", "c", 20, 10), new Addition("d", "a", "c", "d")]);
        Assert.Equal(40, network.LiveNumbers());
    }

    [Theory]
    [InlineData(1, 64)]
    [InlineData(1 << 18, 64)]
    [InlineData((1 << 18) + 1, 63)]
    [InlineData(1 << 24, 1)]
    [InlineData(1L << 40, 1)]
    public void Large_samples_are_computed_one_by_one(long numbers, int samples) => Assert.Equal(samples, BatchSize.For(numbers));

    [Fact]
    public void The_outputs_do_not_depend_on_the_batch()
    {
        // 1 x 1024 x 300 under nine taps: more than 2^18 numbers a sample, so that less than 64 samples go together.
        var sketch = new OnnxSketch(13, 1, 1024, 300);
        var weights = new Tensor<float>([1, 2, 3, 4, 5, 6, 7, 8, 9], 1, 1, 3, 3);
        var pooled = sketch.Node("GlobalMaxPool", [sketch.Node("Conv", [OnnxSketch.Input, sketch.Constant(weights)])]);
        var network = sketch.Read(pooled);
        Assert.Equal(5, network.SamplesPerBatch());
        var samples = new Tensor<float>(7, 1, 1024, 300);
        for (var i = 0; i < 7; i++)
            samples.Values[(i * samples.Stride) + (300 * i) + 5150] = i;
        Assert.Equal([0f, 9, 18, 27, 36, 45, 54], FloatInterpreter.Run(network, samples).Values);
    }

    private static Linear Linear(string input, string name, int k, int n) => new(name, input, name) { Weights = new Tensor<float>(k, n), Bias = new float[n] };
}
