namespace HwGen.Verify.Simulation;

/// <summary>Marks the awaiters that a simulation task may await.</summary>
internal interface ISimulationAwaiter;
