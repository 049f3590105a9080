using System.Text.Json.Serialization;
using HwGen.Pruner.Permutation;

namespace HwGen.Pruner.Report;

/// <summary>What pruning cost and gained.</summary>
public sealed record PruneReport
{
    public required string Network { get; init; }

    public required string Configuration { get; init; }

    public required string ConfigurationHash { get; init; }

    public required string Method { get; init; }

    /// <summary>Samples of calibration, 0 for a bare matrix.</summary>
    public required int CalibrationSamples { get; init; }

    /// <summary>Samples that cycles are counted for: as many as give the array one full M-tile where a sample has one row.</summary>
    public required int Batch { get; init; }

    public required IReadOnlyList<LayerReport> Layers { get; init; }

    /// <summary>What another order of channels keeps; empty where none was sought or none is free.</summary>
    public IReadOnlyList<ChannelGain> Permuted { get; init; } = [];

    /// <summary>Scales taken from a quantized model; null if the file has none.</summary>
    public ModelScales? ModelScales { get; init; }

    /// <summary>Samples on which accuracy was measured; null if none had labels.</summary>
    public AccuracyReport? Accuracy { get; init; }

    /// <summary>What the budget had to choose from; null if there was none.</summary>
    public TradeReport? Trade { get; init; }

    [JsonPropertyOrder(1)]
    public long ImageBytes => Layers.Sum(l => l.ImageBytes);

    [JsonPropertyOrder(1)]
    public long DenseBytes => Layers.Sum(l => l.DenseBytes);

    [JsonPropertyOrder(1)]
    public long EntropyBoundBytes => Layers.Sum(l => l.EntropyBoundBytes);

    [JsonPropertyOrder(1)]
    public long Cycles => Layers.Sum(l => l.Cycles);

    [JsonPropertyOrder(1)]
    public long DenseCycles => Layers.Sum(l => l.DenseCycles);
}
