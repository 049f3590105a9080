namespace HwGen.Verify.Simulation;

/// <summary>How a simulation runs.</summary>
public sealed record SimulationOptions
{
    /// <summary>The one number from which all that is random follows: start values, stimuli, idle cycles.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The simulated time at which a run is given up.</summary>
    public SimTime TimeLimit { get; init; } = new(long.MaxValue / 4);

    /// <summary>How long the test may wait for other tasks while nothing moves: no event, no item in a queue, no beat on a
    /// stream. A longer silence is a hang.</summary>
    public SimTime QuietLimit { get; init; } = SimTime.Us(2000);

    /// <summary>The real time after which a run is given up.</summary>
    public TimeSpan WallClockLimit { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The real time that one evaluation of the model may take: far more than any takes that ends.</summary>
    public TimeSpan EvaluationLimit { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Where lines that the design prints go, beside the last ones kept for the message of a failure.</summary>
    public Action<string>? Output { get; init; }

    /// <summary>Where log lines go, with their simulated time: what tasks say with <see cref="Simulator.Log(string, string)"/> and what the
    /// design prints. Null for nowhere, then a log line costs next to nothing.</summary>
    public Action<string>? Log { get; init; }

    /// <summary>Plus arguments for <c>$value$plusargs</c> and <c>$test$plusargs</c>, with the plus.</summary>
    public IReadOnlyList<string> PlusArguments { get; init; } = [];

    /// <summary>The file for a wave, null for none.</summary>
    public string? WaveFile { get; init; }

    /// <summary>When the wave begins.</summary>
    public SimTime WaveStart { get; init; }
}
