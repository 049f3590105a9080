namespace HwGen.Verify.Simulation;

/// <summary>How a simulation runs.</summary>
public sealed record SimulationOptions
{
    /// <summary>The one number from which all that is random follows: start values, stimuli, idle cycles.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The simulated time at which a run is given up.</summary>
    public SimTime TimeLimit { get; init; } = new(long.MaxValue / 4);

    /// <summary>The real time after which a run is given up.</summary>
    public TimeSpan WallClockLimit { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Where lines that the design prints go, beside the last ones kept for the message of a failure.</summary>
    public Action<string>? Output { get; init; }

    /// <summary>Plus arguments for <c>$value$plusargs</c> and <c>$test$plusargs</c>, with the plus.</summary>
    public IReadOnlyList<string> PlusArguments { get; init; } = [];

    /// <summary>The file for a wave from the start of the simulation, null for none.</summary>
    public string? WaveFile { get; init; }
}
