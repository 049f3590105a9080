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

    /// <summary>What failed, with seed and simulated time, and where the wave lies.</summary>
    public override string Message => WaveFile is null ? base.Message : $"{base.Message}\nwave: {WaveFile}";

    /// <summary>The wave of the failing run, null if none was recorded.</summary>
    public string? WaveFile { get; internal set; }

    /// <summary>The simulated time.</summary>
    public SimTime Time { get; }

    /// <summary>The seed that repeats it.</summary>
    public ulong Seed { get; }
}
