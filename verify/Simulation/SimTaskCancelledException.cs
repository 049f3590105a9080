namespace HwGen.Verify.Simulation;

/// <summary>Thrown inside a task that is cancelled, where it waits.</summary>
public sealed class SimTaskCancelledException() : OperationCanceledException("the simulation task was cancelled");
