using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace HwGen.Verify.Simulation;

/// <summary>Awaits a <see cref="SimTask"/>.</summary>
[SuppressMessage("Performance", "CA1815", Justification = "An awaiter is never compared.")]
public readonly struct SimTaskAwaiter : ICriticalNotifyCompletion, ISimulationAwaiter
{
    private readonly SimTask task;

    internal SimTaskAwaiter(SimTask task) => this.task = task;

    /// <summary>Whether the task has ended.</summary>
    public bool IsCompleted => task.IsCompleted;

    /// <summary>Throws what the task failed with.</summary>
    public void GetResult()
    {
        task.Simulator?.ThrowIfInterrupted();
        task.ThrowIfFaulted();
        task.EndUse();
    }

    /// <inheritdoc/>
    public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

    /// <inheritdoc/>
    public void UnsafeOnCompleted(Action continuation) => task.AddJoiner(Waiter.Of(continuation));
}
