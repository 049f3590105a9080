using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace HwGen.Verify.Simulation;

/// <summary>A span of simulated time to wait, or a number of clock cycles, counted from where it is awaited.</summary>
[SuppressMessage("Performance", "CA1815", Justification = "Never compared.")]
public readonly struct Delay : ICriticalNotifyCompletion, ISimulationAwaiter
{
    private readonly Simulator simulator;
    private readonly Clock? clock;
    private readonly long span;

    internal Delay(Simulator simulator, Clock? clock, long span)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(span);
        this.simulator = simulator;
        this.clock = clock;
        this.span = span;
    }

    /// <summary>Whether there is nothing to wait for.</summary>
    public bool IsCompleted => span == 0;

    /// <summary>The same as a trigger, for <see cref="SimulatorCompositions.First"/>.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "AsTrigger is the named form.")]
    public static implicit operator Trigger(Delay delay) => delay.AsTrigger();

    /// <summary>The same as a trigger.</summary>
    public Trigger AsTrigger() => new DelayTrigger(simulator, this);

    /// <summary>It awaits itself.</summary>
    public Delay GetAwaiter() => this;

    /// <summary>Ends the wait.</summary>
    public void GetResult() => simulator.ThrowIfInterrupted();

    /// <inheritdoc/>
    public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

    /// <inheritdoc/>
    public void UnsafeOnCompleted(Action continuation) => Keep(Waiter.Of(continuation));

    internal void Keep(SimTask waiter)
    {
        var queue = clock?.Counted ?? simulator.Kernel.Timers;
        simulator.NoteWait(waiter, queue);
        queue.Add(waiter, checked((clock?.Cycle ?? simulator.NowPs) + span));
    }
}
