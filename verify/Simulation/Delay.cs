using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace HwGen.Verify.Simulation;

/// <summary>A span of simulated time to wait, or a number of clock cycles. Await it.</summary>
[SuppressMessage("Performance", "CA1815", Justification = "Never compared.")]
public readonly struct Delay : ICriticalNotifyCompletion, ISimulationAwaiter
{
    private readonly Simulator simulator;
    private readonly TimerQueue queue;
    private readonly long due;

    internal Delay(Simulator simulator, TimerQueue queue, long now, long span)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(span);
        this.simulator = simulator;
        this.queue = queue;
        due = checked(now + span);
        IsCompleted = span == 0;
    }

    /// <summary>Whether there is nothing to wait for.</summary>
    public bool IsCompleted { get; }

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
        simulator.NoteWait(waiter, queue);
        queue.Add(waiter, due);
    }

    internal string Description(SimTask waiter) => queue.Describe(waiter);

    internal void Forget(SimTask waiter) => queue.Forget(waiter);
}
