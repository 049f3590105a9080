using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace HwGen.Verify.Simulation;

/// <summary>Awaits a <see cref="Trigger"/>.</summary>
[SuppressMessage("Performance", "CA1815", Justification = "An awaiter is never compared.")]
public readonly struct TriggerAwaiter : ICriticalNotifyCompletion, ISimulationAwaiter
{
    private readonly Trigger trigger;

    internal TriggerAwaiter(Trigger trigger) => this.trigger = trigger;

    /// <summary>Whether there is nothing to wait for.</summary>
    public bool IsCompleted => trigger.IsReady;

    /// <summary>Ends the wait.</summary>
    public void GetResult() => trigger.Simulator.ThrowIfInterrupted();

    /// <inheritdoc/>
    public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

    /// <inheritdoc/>
    public void UnsafeOnCompleted(Action continuation) => trigger.Add(Waiter.Of(continuation));
}
