namespace HwGen.Pruner.Report;

/// <summary>Top-1 accuracy, 0 to 1.</summary>
/// <param name="Samples">how many</param>
/// <param name="Float">of the network as it came</param>
/// <param name="Integer">of the pruned integer network</param>
/// <param name="Source">calibration or evaluation</param>
public sealed record AccuracyReport(int Samples, double Float, double Integer, string Source);
