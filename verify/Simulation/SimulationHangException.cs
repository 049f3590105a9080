namespace HwGen.Verify.Simulation;

/// <summary>A run hung or took too long; the message says which task waits for what since when.</summary>
public sealed class SimulationHangException : SimulationException
{
    internal SimulationHangException(string message, SimTime time, ulong seed)
        : base(message, time, seed)
    {
    }
}
