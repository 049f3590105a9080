using System.Text.Json;
using HwGen.Cli;
using HwGen.Core.IO;
using HwGen.Pruner.Onnx;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Cosim.Cli;

/// <summary>Each sparse structure of docs/pruning.md, from a network in a file to the simulated array: every layer bit-exact, in the clocks that the structure promises.</summary>
public sealed class StructureTests : IDisposable
{
    private readonly ScratchFolder scratch = new();

    public void Dispose() => scratch.Dispose();

    /// <summary>Clocks of the same array with all weights, in clocks of the pruned network: worked out by hand from block, lanes, kept and blocks that stay.</summary>
    [NeedsToolTheory("verilator", "g++")]
    [InlineData("int8-4of8-2x8x2_4x4", 2)] // density-bound blocks of a systolic tensor array: 1 step of 2
    [InlineData("int8-1of8-1x8x1_8x8", 8)] // the same, time-unrolled: 1 step of 8
    [InlineData("int8-2of8-1x8x1_4x4", 4)] // accelerator-aware, groups of 8 inputs: 1 step of 4
    [InlineData("int8-2of4-1x4x1_4x4", 2)] // N:M: 1 step of 2
    [InlineData("int8-pattern-2x9x2_2x2", 3)] // kernel patterns: 1 step of 3
    [InlineData("int8-block-1x8x1_4x4", 2)] // half of the blocks
    [InlineData("int8-column-1x1x1_4x4", 2)] // half of the columns
    [InlineData("int8-pivot-1x4x2_4x4", 2)] // half of the blocks, pivoted
    [InlineData("int8-pivot-1x1x1_4x4", 2)] // block column-row: half of the columns of each N-tile, pivoted
    [InlineData("int8-hierarchical-1x4x1_4x4", 4)] // half of the blocks, 1 step of 2
    public void A_network_runs_in_the_clocks_of_its_structure(string array, int faster)
    {
        JsonElement result = Run(array, Kernels(), [16, 5, 6]);
        JsonElement[] kernels = [.. result.GetProperty("layers").EnumerateArray().Take(3)];
        Assert.All(kernels, layer => Assert.Equal(faster * Clocks(layer, "cycles", "ideal"), Clocks(layer, "dense", "ideal")));
        Assert.InRange(kernels.Sum(layer => Clocks(layer, "cycles", "array")), 1, kernels.Sum(layer => Clocks(layer, "dense", "array")) - 1);
    }

    /// <summary>Densities change from layer to layer while the array runs: 1 to 8 steps of a block on one multiplier.</summary>
    [NeedsToolFact("verilator", "g++")]
    public void Layers_of_any_density_follow_each_other()
    {
        int[] kept = [8, 3, 1, 5];
        ModelProto model = Kernels();
        JsonElement result = Run("int8-1of8-1x8x1_8x8", model, [16, 5, 6], [.. OnnxReader.Read(model, "kernels.onnx").Gemms.Zip(kept, (layer, count) => $"{layer.Name}={count}")]);
        Assert.All(result.GetProperty("layers").EnumerateArray().Zip(kept), pair => Assert.Equal(8 * Clocks(pair.First, "cycles", "ideal"), pair.Second * Clocks(pair.First, "dense", "ideal")));
    }

    /// <summary>Rows and columns of four diagonal blocks in random order, in two layers that share channels: nothing is lost, a quarter of the clocks is left.</summary>
    [NeedsToolFact("verilator", "g++")]
    public void A_permuted_block_diagonal_network_loses_nothing()
    {
        string array = File.ReadAllText(RepositoryFolder.At("configs/int8-pivot-1x1x1_4x4.yaml")).Replace("block_percent: 50", "block_percent: 25", StringComparison.Ordinal);
        File.WriteAllText(scratch.At("array.yaml"), array);
        JsonElement result = Run(scratch.At("array.yaml"), PermutedDiagonals.Network(new Random(7), 24, (64, 1), (96, 4), (64, 4), (10, 1)), [24], "gemm0=1", "gemm3=1");
        JsonElement[] layers = [.. result.GetProperty("layers").EnumerateArray()];
        Assert.All(layers[1..3], layer => Assert.InRange(4 * Clocks(layer, "cycles", "ideal"), 0.9 * Clocks(layer, "dense", "ideal"), Clocks(layer, "dense", "ideal")));
        JsonElement report = JsonDocument.Parse(File.ReadAllText(scratch.At("out/report.json"))).RootElement;
        Assert.All(report.GetProperty("permuted").EnumerateArray(), gain => Assert.Equal(1, gain.GetProperty("after").GetDouble(), 9));
    }

    private JsonElement Run(string array, ModelProto model, int[] shape, params string[] kept)
    {
        OnnxFile.Save(scratch.At("network.onnx"), model);
        NpyFile.Write(scratch.At("samples.npy"), PermutedDiagonals.Draw(new Random(1), [16, .. shape]));
        CommandRun pruned = Command(
        [
            "prune", scratch.At("network.onnx"), "-c", array, "--method", "magnitude", "--calibration", scratch.At("samples.npy"), "-o", scratch.At("out"),
            .. kept.SelectMany(layer => new[] { "--kept", layer }),
        ]);
        Assert.Equal((ExitCode.Good, ""), (pruned.Code, pruned.Error));
        CommandRun run = Command("run", scratch.At("out"), "--input", scratch.At("samples.npy"), "--count", "3", "--json");
        Assert.Equal((ExitCode.Good, ""), (run.Code, run.Error));
        JsonElement result = JsonDocument.Parse(run.Out).RootElement;
        Assert.All(result.GetProperty("layers").EnumerateArray(), layer => Assert.Equal(0, layer.GetProperty("mismatches").GetInt64()));
        return result;
    }

    private static long Clocks(JsonElement layer, string network, string which) => layer.GetProperty(network).GetProperty(which).GetInt64();

    private CommandRun Command(params string[] line) => CommandRun.Of(scratch.At("logs"), line);

    /// <summary>16 x 5 x 6 through a convolution, two more and their sum, the mean and a fully connected layer: K of 144 and 288, whole numbers of all blocks and of two halves.</summary>
    private static ModelProto Kernels()
    {
        var random = new Random(3);
        var sketch = new OnnxSketch(13, 16, 5, 6);
        string Convolution(string input, int outputs, int inputs) =>
            sketch.Node("Conv", [input, sketch.Constant(PermutedDiagonals.Draw(random, outputs, inputs, 3, 3)), sketch.Constant(PermutedDiagonals.Draw(random, outputs))], OnnxModelBuilder.Integers("pads", 1, 1, 1, 1));
        string first = sketch.Node("Relu", [Convolution(OnnxSketch.Input, 32, 16)]);
        string second = sketch.Node("Relu", [Convolution(first, 32, 32)]);
        string sum = sketch.Node("Relu", [sketch.Node("Add", [first, Convolution(second, 32, 32)])]);
        string mean = sketch.Node("Flatten", [sketch.Node("GlobalAveragePool", [sum])]);
        return sketch.Build(sketch.Node("Gemm", [mean, sketch.Constant(PermutedDiagonals.Draw(random, 32, 10))]));
    }
}
