namespace HwGen.Pruner.Report;

/// <summary>The least error for a cost.</summary>
/// <param name="Share">of the dense network's cost</param>
/// <param name="Error">power of the change of the network's output relative to that of the output, forecast</param>
public sealed record TradePoint(double Share, double Error);
