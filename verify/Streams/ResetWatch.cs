using HwGen.Verify.Simulation;

namespace HwGen.Verify.Streams;

/// <summary>A reset that monitors respect: active low, as AXI has it.</summary>
/// <param name="signal">the reset, null if the bus has none</param>
internal sealed class ResetWatch(Signal? signal)
{
    private bool wasActive;

    /// <summary>Whether reset is held, and was held at the edge before.</summary>
    public bool HasSettled { get; private set; }

    /// <summary>Looks at the reset just before an edge.</summary>
    /// <returns>whether reset is held</returns>
    public bool IsActive()
    {
        var active = signal is { IsHigh: false };
        HasSettled = active && wasActive;
        wasActive = active;
        return active;
    }
}
