using HwGen.Core.Configuration;
using HwGen.Core.IO;
using HwGen.Core.Samples;
using HwGen.Pruner.Budget;
using HwGen.Pruner.Graph;
using HwGen.Pruner.Onnx;
using HwGen.Pruner.Pruning;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Unit.Pruner;

/// <summary>What single layers and N-tiles are found to change, on a network of which that is known.</summary>
public sealed class DensitySurveyTests
{
    // N-tiles of 4 channels, any number of kept weights a clock each.
    private static readonly ArrayConfiguration Configuration = TestArray.Of("tiles", (1, 2), (2, 2), block: 8, lanes: 1, kept: 4);

    private static readonly Dictionary<string, IReadOnlyList<int>> None = [];

    [Fact]
    public void Only_N_tiles_that_are_read_change_the_output()
    {
        var (network, samples) = Draw();
        var layers = new DensitySurvey(Configuration, None).Measure(network, samples, null);
        Assert.Equal([0..1, 1..2, 2..3, 3..4], layers[0].Groups);
        Assert.Equal(Enumerable.Range(1, 8), layers[0].Kept);
        foreach (var kept in Enumerable.Range(1, 7))
        {
            var density = layers[0].At(kept);
            Assert.Equal([true, false, true, true], density.ErrorOfGroup.Select(e => e > 0));
            Assert.Equal(density.Error, density.ErrorOfGroup.Sum(), 12);
            // Channels of the last tile are read at a tenth of the weight.
            Assert.InRange(density.ErrorOfGroup[3], 0, 0.1 * density.ErrorOfGroup[0]);
            Assert.True(density.Error > layers[0].At(kept + 1).Error);
        }
    }

    [Fact]
    public void What_nothing_reads_is_left_out_first()
    {
        var (network, samples) = Draw();
        var chosen = new DensityBudget(Configuration, new PruneOptions { Method = new SparseGptMethod(), PermutesChannels = false }, new ShareRequest(new CycleKind(), 0.7))
            .Choose(network, new SampleSet(samples, null, null)).Kept["fc1"];
        Assert.Equal(1, chosen[1]);
        Assert.True(chosen[3] < chosen[0] && chosen[3] < chosen[2], string.Join('/', chosen));
    }

    [Fact]
    public void Costs_of_N_tiles_add_up_to_those_of_the_images()
    {
        var (network, samples) = Draw();
        var layers = new DensitySurvey(Configuration, None).Measure(network, samples, null);
        foreach (var kind in BudgetRequest.Kinds)
        {
            var densities = new NetworkDensities(Configuration, kind, layers);
            foreach (var point in densities.FrontOfTiles)
                Assert.InRange(densities.OfTiles(point).Cost - point.Cost, kind is CycleKind ? 0 : -16, kind is CycleKind ? 0 : 16);
            // 24 x 16 and 16 x 3: 3 blocks of 4 tiles, 2 of one, one M-tile.
            if (kind is CycleKind)
                Assert.Equal(8 * ((3 * 4) + 2), densities.Dense);
        }
    }

    private static (NetworkGraph Network, Tensor<float> Samples) Draw()
    {
        var random = new Random(3);
        var (first, second) = (Normal(random, 16, 24), Normal(random, 3, 16));
        for (var i = 0; i < second.Count; i++)
            second.Values[i] *= (i % 16 / 4) switch { 1 => 0, 3 => 0.1f, _ => 1 };
        var model = new OnnxModelBuilder("tiles", 24).Gemm("fc1", first, new Tensor<float>(16)).Relu("relu").Gemm("fc2", second, new Tensor<float>(3)).Build(3);
        return (OnnxReader.Read(model, "tiles.onnx"), Normal(random, 300, 24));
    }

    private static Tensor<float> Normal(Random random, params int[] shape)
    {
        var tensor = new Tensor<float>(shape);
        for (var i = 0; i < tensor.Count; i++)
            tensor.Values[i] = (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        return tensor;
    }
}
