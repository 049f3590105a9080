namespace HwGen.Verify.Axi4;

/// <summary>How the addresses of a burst follow each other, as in AxBURST.</summary>
public enum BurstKind
{
    /// <summary>All beats have the same address, as for a FIFO.</summary>
    Fixed,

    /// <summary>Each beat follows the one before.</summary>
    Incr,

    /// <summary>As <see cref="Incr"/>, and from the end of the burst's aligned range back to its beginning, as for a cache line.</summary>
    Wrap,
}
