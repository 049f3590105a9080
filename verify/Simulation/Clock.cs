namespace HwGen.Verify.Simulation;

/// <summary>A clock that the simulator drives: low at first, then rising once a period.</summary>
/// <remarks>Clocks belong to the simulator and not to a task, so that tasks can run just before an edge.</remarks>
public sealed class Clock
{
    private readonly Simulator simulator;

    internal Clock(Simulator simulator, Signal signal, SimTime period, SimTime phase)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period.Picoseconds, 2, nameof(period));
        ArgumentOutOfRangeException.ThrowIfNegative(phase.Picoseconds, nameof(phase));
        this.simulator = simulator;
        Signal = signal;
        PeriodPs = period.Picoseconds;
        HighPs = period.Picoseconds / 2;
        NextRisePs = NextTogglePs = PeriodPs + phase.Picoseconds;
        RisingEdge = new EdgeTrigger(simulator, $"the rising edge of {Name}", needsGeneralStep: false);
        FallingEdge = new EdgeTrigger(simulator, $"the falling edge of {Name}", needsGeneralStep: true);
        Counted = new TimerQueue(cycle => $"cycle {cycle} of {Name}");
    }

    /// <summary>The port's name.</summary>
    public string Name => Signal.Name;

    /// <summary>The time from one rising edge to the next.</summary>
    public SimTime Period => new(PeriodPs);

    /// <summary>Rising edges so far; during the n-th edge, n.</summary>
    public long Cycle { get; internal set; }

    /// <summary>The rising edge.</summary>
    public EdgeTrigger RisingEdge { get; }

    /// <summary>The falling edge.</summary>
    public EdgeTrigger FallingEdge { get; }

    internal Signal Signal { get; }

    internal long PeriodPs { get; }

    internal long HighPs { get; }

    internal bool IsHigh { get; set; }

    internal long NextTogglePs { get; set; }

    internal long NextRisePs { get; set; }

    internal TimerQueue Counted { get; }

    internal bool HasWaiters => RisingEdge.Waiters.Count + FallingEdge.Waiters.Count > 0 || Counted.NextDue != long.MaxValue;

    /// <summary>The n-th rising edge from now on. One wait, not n: idle stretches run inside the model.</summary>
    public Delay Cycles(long count) => new(simulator, this, count);

    /// <summary>Sets apart the tasks that wait for the coming edge.</summary>
    internal void BeginEdge()
    {
        if (!IsHigh)
            Cycle++;
        (IsHigh ? FallingEdge : RisingEdge).BeginRound();
    }

    /// <summary>Resumes them.</summary>
    internal void FireEdge()
    {
        if (!IsHigh && Counted.NextDue <= Cycle)
            Counted.Fire(Cycle);
        (IsHigh ? FallingEdge : RisingEdge).Waiters.FireRound();
    }

    internal void Toggle()
    {
        IsHigh = !IsHigh;
        Signal.Deposit(IsHigh ? 1UL : 0UL);
        if (IsHigh)
        {
            NextTogglePs = NextRisePs + HighPs;
            NextRisePs += PeriodPs;
        }
        else
        {
            NextTogglePs = NextRisePs;
        }
    }
}
