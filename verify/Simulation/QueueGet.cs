using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace HwGen.Verify.Simulation;

/// <summary>Awaits an item of a <see cref="SimQueue{T}"/>.</summary>
/// <typeparam name="T">the items' type</typeparam>
[SuppressMessage("Performance", "CA1815", Justification = "An awaiter is never compared.")]
public readonly struct QueueGet<T> : ICriticalNotifyCompletion, ISimulationAwaiter
{
    private readonly SimQueue<T> queue;

    internal QueueGet(SimQueue<T> queue) => this.queue = queue;

    /// <summary>Whether an item is there; it is then kept for the caller.</summary>
    public bool IsCompleted => queue.TryPromise();

    /// <summary>It awaits itself.</summary>
    public QueueGet<T> GetAwaiter() => this;

    /// <summary>The item.</summary>
    public T GetResult() => queue.TakePromised();

    /// <inheritdoc/>
    public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

    /// <inheritdoc/>
    public void UnsafeOnCompleted(Action continuation) => queue.AddReader(Waiter.Of(continuation));
}
