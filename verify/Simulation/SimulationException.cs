namespace HwGen.Verify.Simulation;

/// <summary>A simulation failed: a task threw, the design stopped, or nothing could happen any more.</summary>
public class SimulationException : Exception
{
    internal SimulationException(string message, SimTime time, ulong seed, Exception? inner = null)
        : base($"seed {seed}, at {time}: {message}", inner)
    {
        Time = time;
        Seed = seed;
    }

    /// <summary>What failed, with seed and simulated time, how to repeat it, and where wave and log lie.</summary>
    public override string Message => string.Concat(
        base.Message,
        Repeat is null ? "" : $"\nrepeat: {Repeat}",
        WaveFile is null ? "" : $"\nwave: {WaveFile}",
        LogFile is null ? "" : $"\nlog: {LogFile}",
        IsRepeatable ? "" : "\nIt ended otherwise when it was run again: the test depends on more than its seed.");

    /// <summary>The command that runs it again, null if it is not known.</summary>
    public string? Repeat { get; internal set; }

    /// <summary>The wave of the failing run, null if none was recorded.</summary>
    public string? WaveFile { get; internal set; }

    /// <summary>The log of the failing run, null if none was written.</summary>
    public string? LogFile { get; internal set; }

    /// <summary>Whether it failed at the same time when it was run again.</summary>
    public bool IsRepeatable { get; internal set; } = true;

    /// <summary>The simulated time.</summary>
    public SimTime Time { get; }

    /// <summary>The seed that repeats it.</summary>
    public ulong Seed { get; }
}
