using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace HwGen.Verify.Simulation;

/// <summary>Awaits an edge of a clock.</summary>
[SuppressMessage("Performance", "CA1815", Justification = "An awaiter is never compared.")]
public readonly struct EdgeAwaiter : ICriticalNotifyCompletion, ISimulationAwaiter
{
    private readonly EdgeTrigger edge;

    internal EdgeAwaiter(EdgeTrigger edge) => this.edge = edge;

    /// <summary>Always false: the edge lies ahead.</summary>
    [SuppressMessage("Performance", "CA1822", Justification = "The compiler reads it on the awaiter.")]
    public bool IsCompleted => false;

    /// <summary>Ends the wait.</summary>
    public void GetResult() => edge.Simulator.ThrowIfInterrupted();

    /// <inheritdoc/>
    public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

    /// <inheritdoc/>
    public void UnsafeOnCompleted(Action continuation) => Keep(Waiter.Of(continuation));

    internal void Keep(SimTask waiter) => edge.AddDirect(waiter);
}
