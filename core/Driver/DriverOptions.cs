namespace HwGen.Core.Driver;

/// <summary>What a driver plan is made for.</summary>
/// <param name="Batch">samples of a run, 1 or more</param>
/// <param name="BufferKib">most memory of one buffer for packed activations and of one for outputs, there being two of each; a job of one
/// M-tile may need more</param>
public sealed record DriverOptions(int Batch = 1, int BufferKib = 64);
