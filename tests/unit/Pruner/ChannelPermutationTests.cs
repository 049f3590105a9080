using HwGen.Cli;
using HwGen.Core.IO;
using HwGen.Pruner.Graph;
using HwGen.Pruner.Onnx;
using HwGen.Pruner.Permutation;
using HwGen.Pruner.Pruning;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Unit.Pruner;

/// <summary>The search for the order of channels in which N:M keeps most.</summary>
public sealed class ChannelPermutationTests
{
    /// <summary>All 70 ways to put 8 channels into two blocks of 4, judged by sorting.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_best_order_of_eight_channels_is_found(int kept)
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            var network = Hidden(8, 5, seed);
            var weights = network.Gemms.Last().Weights;
            var best = 0.0;
            for (var set = 0; set < 256; set++)
                if (int.PopCount(set) == 4)
                    best = Math.Max(best, Kept(weights, kept, [.. Enumerable.Range(0, 8).OrderBy(k => set >> k & 1)]));
            var gain = Assert.Single(Find(network, kept, 4).Gains);
            Assert.Equal(Kept(weights, kept, [.. Enumerable.Range(0, 8)]), gain.Before, 5);
            Assert.Equal(best, gain.After, 5);
        }
    }

    /// <summary>What is reported is what the weights keep in the order that is returned; every set but the outputs moves.</summary>
    [Fact]
    public void Gains_are_those_of_the_order_that_is_returned()
    {
        var network = Hidden(48, 20, 1);
        var (order, gains) = Find(network, 2, 8);
        var weights = order.Apply(network).Gemms.Last().Weights;
        Assert.Equal(Kept(weights, 2, [.. Enumerable.Range(0, 48)], 8), gains[0].After, 5);
        Assert.True(gains[0].After > gains[0].Before + 0.02, $"{gains[0]}");
        Assert.Equal(gains, Find(network, 2, 8).Gains);
    }

    [Fact]
    public void A_word_that_is_not_known_is_refused()
    {
        using var scratch = new ScratchFolder();
        var digits = RepositoryFolder.At("examples/digits");
        var run = CommandRun.Of(
            scratch.At("logs"),
            "prune", $"{digits}/digits.onnx", "-c", "int8-4of8-1x8x1_8x8", "--calibration", $"{digits}/calibration.npz", "--permute", "rows", "-o", scratch.At("out"));
        Assert.Equal((ExitCode.BadInput, "--permute: rows, must be one of none, channels\n"), (run.Code, run.Error));
    }

    private static (HwGen.Pruner.Graph.Channels.ChannelOrder Order, IReadOnlyList<ChannelGain> Gains) Find(NetworkGraph network, int kept, int block) =>
        new ChannelPermutation(layer => layer.Name == "last" ? new NmStructure(kept, block) : new DenseStructure(), needsStatistics: false)
            .Find(network, new Tensor<float>(1, 3));

    private static double Kept(Tensor<float> weights, int kept, int[] order, int block = 4)
    {
        var n = weights.Shape[1];
        var stays = from column in Enumerable.Range(0, n)
                    from rows in order.Chunk(block)
                    from square in rows.Select(k => weights.Values[(k * n) + column]).Select(w => (double)w * w).OrderDescending().Take(kept)
                    select square;
        return stays.Sum() / weights.Values.Sum(w => (double)w * w);
    }

    private static NetworkGraph Hidden(int channels, int outputs, int seed)
    {
        var random = new Random(seed);
        Tensor<float> Draw(params int[] shape) => new([.. Enumerable.Range(0, shape.Aggregate(1, (a, b) => a * b)).Select(_ => (float)(random.NextDouble() - 0.5))], shape);
        return OnnxReader.Read(new OnnxModelBuilder("hidden", 3).Gemm("first", Draw(channels, 3), Draw(channels)).Relu("relu").Gemm("last", Draw(outputs, channels), Draw(outputs)).Build(outputs), "hidden.onnx");
    }
}
