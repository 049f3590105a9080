using System.Text.Json.Serialization;

namespace HwGen.Pruner.Report;

/// <summary>What became of a layer.</summary>
public sealed record LayerReport
{
    public required string Name { get; init; }

    /// <summary>M of one sample.</summary>
    public required int Rows { get; init; }

    public required int K { get; init; }

    public required int N { get; init; }

    /// <summary>4:8, dense, ...</summary>
    public required string Structure { get; init; }

    /// <summary>Most nonzero weights of a block, per N-tile, the largest.</summary>
    public required int Kept { get; init; }

    /// <summary>The same for each N-tile.</summary>
    public IReadOnlyList<int> KeptPerTile { get; init; } = [];

    /// <summary>The fewest and the most of an N-tile: <c>4</c>, or <c>2-4</c>.</summary>
    [JsonIgnore]
    public string KeptText => KeptPerTile.Count > 0 && KeptPerTile.Min() < Kept ? $"{KeptPerTile.Min()}-{Kept}" : $"{Kept}";

    /// <summary>Nonzero weights over all weights.</summary>
    public required double Density { get; init; }

    /// <summary>Power of the change of the output behind the activation function, relative to the variance before it, on the calibration samples.</summary>
    public required double Error { get; init; }

    public required int Images { get; init; }

    /// <summary>All images of the layer.</summary>
    public required long ImageBytes { get; init; }

    /// <summary>K * N weights without gaps.</summary>
    public required long DenseBytes { get; init; }

    /// <summary>Weights that are kept and the least that must be said about their places.</summary>
    public required long EntropyBoundBytes { get; init; }

    /// <summary>Ideal clocks of the array for <see cref="PruneReport.Batch"/> samples.</summary>
    public required long Cycles { get; init; }

    /// <summary>The same with every weight on the same array.</summary>
    public required long DenseCycles { get; init; }
}
