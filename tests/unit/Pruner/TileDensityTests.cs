using HwGen.Core.Configuration;
using HwGen.Core.Errors;
using HwGen.Core.Image;
using HwGen.Core.IO;
using HwGen.Core.Jobs;
using HwGen.Core.Network;
using HwGen.Core.Samples;
using HwGen.Pruner;
using HwGen.Pruner.Graph;
using HwGen.Pruner.Onnx;
using HwGen.Pruner.Pruning;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Unit.Pruner;

/// <summary>Densities of single N-tiles, from the option to the images.</summary>
public sealed class TileDensityTests
{
    // N-tiles of 4 channels.
    private static readonly ArrayConfiguration Configuration = TestArray.Of("tiles", (1, 2), (2, 2), block: 8, lanes: 2, kept: 4);

    private static readonly int[] First = [2, 8, 1, 5], Second = [3, 7];

    public static TheoryData<string> Methods => [.. PruningMethods.All.Select(m => m.Name)];

    [Fact]
    public void Each_tile_keeps_its_own_number()
    {
        // One block of 3; tiles of 2 and 1 channels.
        var structure = new TiledStructure([new NmStructure(1, 3), new NmStructure(2, 3)], 2);
        Assert.Equal([false, true, true, true, false, false, false, false, true], structure.Choose(new Tensor<double>([1, 9, 3, 5, 2, 1, 4, 3, 7], 3, 3)));
        Assert.Equal(("1-2:3", false), (structure.Name, structure.IsDense));
        Assert.Throws<ArgumentException>(() => structure.Choose(new Tensor<double>(3, 5)));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Every_method_and_the_images_obey_them(string method)
    {
        using var folder = new ScratchFolder();
        var (network, samples) = Draw();
        var pruned = new NetworkPruner(Configuration, Options(method)).Prune(network, samples);
        Assert.Equal(["1-8:8", "3-7:8"], pruned.Report.Layers.Select(l => l.Structure));
        Assert.Equal(["1-8", "3-7"], pruned.Report.Layers.Select(l => l.KeptText));
        PrunedFolder.Write(pruned, folder.At("out"));
        var read = IntegerNetwork.Load(folder.At("out"));
        var (wholeTiles, clocks) = (0, 0L);
        foreach (var (layer, kept) in read.Plan.Gemms.Zip(new[] { First, Second }))
        {
            Assert.Equal(kept, layer.Kept);
            var image = ImageReader.Read(folder.At($"out/{layer.Images.Single()}.json"), Configuration);
            Assert.Equal(kept.Select(k => (k + 1) / 2), image.Tiles.Select(t => t.Steps));
            Assert.Equal(read.ParametersOf(layer).Weights, ImageDecoder.Decode(image));
            wholeTiles += image.NTiles;
            clocks += (layer.K + 7) / 8 * image.Tiles.Sum(t => t.Steps);
        }

        // Two samples, one M-tile.
        Assert.Equal((6, clocks), (wholeTiles, pruned.Report.Cycles));
    }

    // What is kept of one tile does not change another where layers read the same.
    [Fact]
    public void A_tile_is_pruned_as_it_is_in_a_layer_of_its_density()
    {
        var (network, samples) = Draw();
        var whole = new NetworkPruner(Configuration, Options("sparsegpt") with { PermutesChannels = false }).Prune(network, samples).Network.Parameters["fc1"].Weights;
        for (var tile = 0; tile < First.Length; tile++)
        {
            var options = Options("sparsegpt") with { PermutesChannels = false, KeptOfLayer = new Dictionary<string, IReadOnlyList<int>> { ["fc1"] = [First[tile]] } };
            var uniform = new NetworkPruner(Configuration, options).Prune(network, samples).Network.Parameters["fc1"].Weights;
            var count = Math.Min(4, whole.Columns - (4 * tile));
            Assert.Equal(uniform.Part(0, 4 * tile, uniform.Rows, count).Values.ToArray().Select(v => v == 0), whole.Part(0, 4 * tile, whole.Rows, count).Values.ToArray().Select(v => v == 0));
        }
    }

    [Fact]
    public void Whole_blocks_may_go_besides()
    {
        var (network, samples) = Draw();
        var layers = new NetworkPruner(Configuration with { BlockPercent = 50 }, Options("descent")).Prune(network, samples).Report.Layers;
        Assert.Equal(["1-8:8 in 50%", "3-7:8 in 50%"], layers.Select(l => l.Structure));
        Assert.Equal([First, Second], layers.Select(l => l.KeptPerTile));
    }

    [Fact]
    public void Equal_numbers_are_one_density()
    {
        Assert.Equal(new NmStructure(3, 8), WeightStructures.For(Configuration, [3, 3, 3]));
        Assert.True(WeightStructures.For(Configuration, [8, 8]).IsDense);
    }

    [Fact]
    public void Wrong_numbers_are_refused_all_at_once()
    {
        var (network, samples) = Draw();
        var options = new PruneOptions { KeptOfLayer = new Dictionary<string, IReadOnlyList<int>> { ["fc1"] = [1, 2], ["fc2"] = [0, 9], ["fc3"] = [1] } };
        Assert.Equal(
            "layer 'fc3': not in the network, must be one of fc1, fc2\n"
            + "layer 'fc1': kept 1/2, must be one number, or one for each of the 4 N-tiles (14 output channels, 4 in a tile)\n"
            + "layer 'fc2': kept 0/9, must be 1 to array.block (8)",
            Assert.Throws<InputException>(() => new NetworkPruner(Configuration, options).Prune(network, samples)).Message);
    }

    [Theory, MemberData(nameof(Core.Samples.Files), MemberType = typeof(Core.Samples))]
    public void What_images_will_take_is_known_before_they_are_encoded(string path)
    {
        var c = ConfigurationFile.Read(path) with { WeightKib = 4, ActivationKib = 4, Tiles = 4, ListEntries = 64 };
        var random = new Random(17);
        foreach (var (blocks, tiles, empty) in new[] { (3, 2, 0.0), (30, 5, 0.3), (40, 7, 0.6), (200, 3, 0.9) })
        {
            var shape = new MatrixShape((blocks * c.Block) + 1, (tiles * c.NTile) + 1);
            var weights = Core.Samples.Weights(random, c, shape, c.Kept, empty);
            var request = new ImageRequest { FindBlockLists = true };
            var encoded = LayerEncoder.Encode(c, weights, request);
            var planned = PlannedImage.Of(c, shape, ImageMeasure.Of(c, weights, request));
            Assert.Equal(encoded.Images.Select(i => (i.NTiles, i.ListEntries, (long)i.WeightWords)), planned.Select(p => (p.NTiles, p.ListEntries, p.WeightWords)));
            Assert.Equal(encoded.Images.Select(i => (long)i.Layout.Bytes), planned.Select(p => p.Bytes(c)));
        }
    }

    private static PruneOptions Options(string method) => new()
    {
        Method = PruningMethods.Named(method),
        KeptOfLayer = new Dictionary<string, IReadOnlyList<int>> { ["fc1"] = First, ["fc2"] = Second },
    };

    private static (NetworkGraph Network, SampleSet Samples) Draw()
    {
        var random = new Random(3);
        var model = new OnnxModelBuilder("tiles", 20)
            .Gemm("fc1", Normal(random, 14, 20), Normal(random, 14)).Relu("relu")
            .Gemm("fc2", Normal(random, 6, 14), Normal(random, 6)).Build(6);
        return (OnnxReader.Read(model, "tiles.onnx"), new SampleSet(Normal(random, 200, 20), null, null));
    }

    private static Tensor<float> Normal(Random random, params int[] shape)
    {
        var tensor = new Tensor<float>(shape);
        for (var i = 0; i < tensor.Count; i++)
            tensor.Values[i] = (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        return tensor;
    }
}
