namespace HwGen.Verify.Simulation;

/// <summary>The design ended the simulation by itself: <c>$finish</c>, <c>$stop</c>, <c>$fatal</c>, a failed assertion,
/// or an error inside the model.</summary>
public sealed class DesignStopException : SimulationException
{
    internal DesignStopException(DesignStopKind kind, string message, SimTime time, ulong seed)
        : base(message, time, seed) => Kind = kind;

    /// <summary>How it stopped.</summary>
    public DesignStopKind Kind { get; }
}
