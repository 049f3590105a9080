namespace HwGen.Pruner.Budget;

/// <summary>One density that some N-tiles of a layer may get.</summary>
/// <param name="Kept">weights kept of a block</param>
/// <param name="Cost">of the budget</param>
/// <param name="Error">power of the change of the network's output relative to that of the output</param>
public sealed record DensityChoice(int Kept, long Cost, double Error);
