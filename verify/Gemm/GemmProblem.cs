using HwGen.Core.Golden;
using HwGen.Core.Numerics;

namespace HwGen.Verify.Gemm;

/// <summary>A GEMM with all its numbers: output[m,n] = requantize(bias[n] + sum over k of activation[m,k] * weight[k,n]).</summary>
public sealed record GemmProblem
{
    /// <summary>M x K, within activation_bits.</summary>
    public required Matrix<int> Activations { get; init; }

    /// <summary>K x N, within weight_bits; pruned weights are 0.</summary>
    public required Matrix<int> Weights { get; init; }

    /// <summary>Kept per N-tile [NTiles].</summary>
    public required IReadOnlyList<int> KeptPerTile { get; init; }

    /// <summary>Block list per N-tile [NTiles], null where all blocks exist; null for none at all.</summary>
    public IReadOnlyList<IReadOnlyList<int>?>? BlockLists { get; init; }

    /// <summary>Requantization per output channel [N].</summary>
    public required IReadOnlyList<Requantization> Channels { get; init; }

    /// <summary>Zero point and clamp; null for raw int32 sums.</summary>
    public OutputQuantization? Output { get; init; }

    /// <summary>Rows of activations and outputs.</summary>
    public int M => Activations.Rows;

    /// <summary>Output channels.</summary>
    public int N => Weights.Columns;

    /// <summary>Length of the sums.</summary>
    public int K => Weights.Rows;

    /// <summary>The right outputs, from dense matrices.</summary>
    /// <returns>M x N</returns>
    public Matrix<int> Expected()
    {
        var sums = GoldenGemm.Multiply(Activations, Weights);
        return Output is null
            ? GoldenRequantizer.ApplyRaw(sums, Channels)
            : GoldenRequantizer.Apply(sums, Channels, Output);
    }

    /// <summary>What a message says of it.</summary>
    public override string ToString() =>
        $"M {M}, N {N}, K {K}, kept {string.Join('/', KeptPerTile.Distinct().Order())}"
        + (BlockLists?.Any(list => list is not null) == true ? ", block lists" : "")
        + (Output is null ? ", raw" : "");
}
