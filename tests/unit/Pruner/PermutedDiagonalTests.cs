using HwGen.Core.Configuration;
using HwGen.Core.Samples;
using HwGen.Pruner;
using HwGen.Pruner.Onnx;
using HwGen.Pruner.Pruning;
using HwGen.Pruner.Report;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Unit.Pruner;

/// <summary>Networks of permuted block-diagonal matrices: pivoting finds the permutations again.</summary>
public sealed class PermutedDiagonalTests
{
    /// <summary>A chain shares its channels between the columns of a layer and the rows of the next; single k need no common order.</summary>
    [Theory]
    [InlineData(1, 4, 64, 64)]
    [InlineData(2, 2, 48, 80)]
    [InlineData(3, 8, 64, 128)]
    public void Single_k_of_shuffled_diagonals_in_a_chain_are_all_found(int seed, int diagonals, int width, int inner)
    {
        PruneReport report = Prune(seed, block: 1, diagonals, (width, 1), (inner, diagonals), (width, diagonals), (5, 1));
        Assert.Equal(["gemm1", "gemm2"], report.Permuted.Select(gain => gain.Layer));
        Assert.All(report.Permuted, gain => Assert.Equal(1, gain.After, 9));
        Assert.All(report.Permuted, gain => Assert.InRange(gain.Before, 0, 0.9));
        Assert.All(report.Layers.Skip(1).Take(2), layer => Assert.Equal(layer.DenseCycles, diagonals * layer.Cycles));
    }

    /// <summary>Blocks of 4 k: rows and columns of one layer alone.</summary>
    [Theory]
    [InlineData(4, 4)]
    [InlineData(5, 8)]
    public void Blocks_of_a_shuffled_diagonal_are_found(int seed, int diagonals)
    {
        PruneReport report = Prune(seed, block: 4, diagonals, (64, 1), (64, diagonals), (5, 1));
        Assert.Equal(1, Assert.Single(report.Permuted).After, 9);
        Assert.Equal(report.Layers[1].DenseCycles, diagonals * report.Layers[1].Cycles);
    }

    // The first and the last layer stay dense.
    private static PruneReport Prune(int seed, int block, int diagonals, params (int Outputs, int Diagonals)[] layers)
    {
        var random = new Random(seed);
        var network = OnnxReader.Read(PermutedDiagonals.Network(random, 6, layers), "diagonals.onnx");
        var array = TestArray.Of("diagonals", (1, 2), (2, 4), block, lanes: block, kept: block) with { Scheme = SchemeKind.Pivot, BlockPercent = 100 / diagonals };
        var options = new PruneOptions { Method = new MagnitudeMethod(), KeptOfLayer = new Dictionary<string, IReadOnlyList<int>> { ["gemm0"] = [block], [$"gemm{layers.Length - 1}"] = [block] } };
        return new NetworkPruner(array, options).Prune(network, new SampleSet(PermutedDiagonals.Draw(random, 100, 6), null, null)).Report;
    }
}
