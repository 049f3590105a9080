using System.Text.Json.Serialization;

namespace HwGen.Pruner.Report;

/// <summary>Densities that could be chosen.</summary>
/// <param name="Name">by N-tile, by layer, or a uniform density</param>
/// <param name="Cost">clocks or bytes</param>
/// <param name="Share">of the dense network's cost</param>
/// <param name="Error">power of the change of the network's output relative to that of the output, forecast</param>
/// <param name="Accuracy">on the samples held back, 0 to 1; null if it was not tried</param>
/// <param name="Drop">percentage points below the float network; null if it was not tried</param>
/// <param name="Deviation">one standard deviation of the drop; null if it was not tried</param>
/// <param name="IsTaken">true for the one that was chosen</param>
public sealed record TradeCandidate(string Name, long Cost, double Share, double Error, double? Accuracy, double? Drop, double? Deviation, bool IsTaken)
{
    /// <summary>Kept of block of a uniform density, such as <c>4:8</c>; empty for others.</summary>
    public string Density { get; init; } = "";

    [JsonIgnore]
    public bool IsUniform => Density.Length > 0;
}
