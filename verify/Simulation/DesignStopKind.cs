namespace HwGen.Verify.Simulation;

/// <summary>How a design ended the simulation by itself.</summary>
public enum DesignStopKind
{
    /// <summary>By <c>$finish</c>.</summary>
    Finish = 1,

    /// <summary>By <c>$stop</c>, and with Verilator 5.006 also by <c>$fatal</c>, <c>$error</c> or a failed assertion; the
    /// message holds the text it printed.</summary>
    Stop = 2,

    /// <summary>By an error that the model cannot survive, such as a combinational loop that does not settle.</summary>
    Fatal = 3,
}
