namespace HwGen.Pruner.Report;

/// <summary>What a budget had to choose from.</summary>
public sealed record TradeReport
{
    /// <summary>As on the command line, such as <c>cycles=0.4</c>.</summary>
    public required string Request { get; init; }

    /// <summary>What is spent: cycles or bytes.</summary>
    public required string Kind { get; init; }

    /// <summary>Clocks or bytes.</summary>
    public required string Unit { get; init; }

    /// <summary>Of the dense network.</summary>
    public required long DenseCost { get; init; }

    /// <summary>Most that may be spent, as a share of the dense cost; null if accuracy is the limit.</summary>
    public double? Limit { get; init; }

    /// <summary>Percentage points that may be lost; null if the cost is the limit.</summary>
    public double? MostDrop { get; init; }

    /// <summary>What accuracy means: top-1, agreement with the float network, or null if nothing was tried.</summary>
    public string? Measure { get; init; }

    /// <summary>Calibration samples held back to try on.</summary>
    public int HeldBack { get; init; }

    /// <summary>Accuracy of the float network on them, 0 to 1.</summary>
    public double? Reference { get; init; }

    /// <summary>Why nothing was tried.</summary>
    public string? Objection { get; init; }

    /// <summary>The best of all allotments, ascending in share.</summary>
    public required IReadOnlyList<TradePoint> Front { get; init; }

    /// <summary>What was tried, and all uniform densities, ascending in cost.</summary>
    public required IReadOnlyList<TradeCandidate> Candidates { get; init; }
}
