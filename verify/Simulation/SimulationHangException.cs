namespace HwGen.Verify.Simulation;

/// <summary>A run hung or took too long; the message says which task waits for what since when.</summary>
public sealed class SimulationHangException : SimulationException
{
    internal SimulationHangException(string message, SimTime time, ulong seed, bool isSlow = false)
        : base(message, time, seed) => IsSlow = isSlow;

    /// <summary>Whether real time ran out, and not simulated time. Such a run is not repeated for a wave.</summary>
    public bool IsSlow { get; }
}
