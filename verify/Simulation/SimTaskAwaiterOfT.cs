using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace HwGen.Verify.Simulation;

/// <summary>Awaits a <see cref="SimTask{T}"/>.</summary>
/// <typeparam name="T">the type of the task's value</typeparam>
[SuppressMessage("Performance", "CA1815", Justification = "An awaiter is never compared.")]
public readonly struct SimTaskAwaiter<T> : ICriticalNotifyCompletion, ISimulationAwaiter
{
    private readonly SimTask<T> task;

    internal SimTaskAwaiter(SimTask<T> task) => this.task = task;

    /// <summary>Whether the task has ended.</summary>
    public bool IsCompleted => task.IsCompleted;

    /// <summary>The task's value, or throws what it failed with.</summary>
    public T GetResult()
    {
        task.Simulator?.ThrowIfInterrupted();
        var result = task.Result;
        task.EndUse();
        return result;
    }

    /// <inheritdoc/>
    public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

    /// <inheritdoc/>
    public void UnsafeOnCompleted(Action continuation) => task.AddJoiner(Waiter.Of(continuation));
}
