namespace HwGen.Pruner.Budget;

/// <summary>What an allotment reached on the samples held back.</summary>
/// <param name="Accuracy">0 to 1: top-1, or agreement with the float network</param>
/// <param name="Drop">percentage points below the float network</param>
/// <param name="Deviation">of the drop: one standard deviation in percentage points, from the samples on which the two networks differ</param>
/// <param name="OutputError">power of the change of the network's output relative to that of the output</param>
public sealed record Trial(double Accuracy, double Drop, double Deviation, double OutputError);
