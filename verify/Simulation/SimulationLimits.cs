namespace HwGen.Verify.Simulation;

/// <summary>When a run is given up.</summary>
internal sealed record SimulationLimits(long TimePs, long QuietPs, TimeSpan WallClock);
