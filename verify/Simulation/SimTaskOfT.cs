using System.Runtime.CompilerServices;

namespace HwGen.Verify.Simulation;

/// <summary>A coroutine of a simulation that returns a value.</summary>
/// <typeparam name="T">the value's type</typeparam>
[AsyncMethodBuilder(typeof(SimTaskBuilder<>))]
public class SimTask<T> : SimTask
{
    private T result = default!;

    internal SimTask()
    {
    }

    /// <summary>The value. The task must have ended well.</summary>
    public T Result
    {
        get
        {
            ThrowIfFaulted();
            return IsCompleted ? result : throw new InvalidOperationException("the task has not ended");
        }
    }

    /// <summary>Waits for the end of the task and gives its value.</summary>
    public new SimTaskAwaiter<T> GetAwaiter() => new(this);

    internal void CompleteWith(T value)
    {
        result = value;
        Complete(null);
    }

    private protected override void Recycle() => result = default!;
}
