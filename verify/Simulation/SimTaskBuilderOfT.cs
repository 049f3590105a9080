using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace HwGen.Verify.Simulation;

/// <summary>Builds <see cref="SimTask{T}"/> for the compiler. Not for direct use.</summary>
/// <typeparam name="T">the type of the task's value</typeparam>
/// <remarks>No execution context, no thread pool. The state machine moves into its box when it first waits; the awaiter
/// then finds the task as the target of one delegate, which spares an allocation per wait also in unoptimised code.</remarks>
[SuppressMessage("Performance", "CA1815", Justification = "A builder is never compared.")]
public struct SimTaskBuilder<T>
{
    private SimTask<T>? task;

    /// <summary>The task of the method.</summary>
    public SimTask<T> Task
    {
        get
        {
            task ??= new SimTask<T>();
            task.NoteCalled();
            return task;
        }
    }

    /// <summary>A new builder.</summary>
    [SuppressMessage("Design", "CA1000", Justification = "The compiler calls it.")]
    public static SimTaskBuilder<T> Create() => default;

    /// <summary>Runs the method until it first waits.</summary>
    [SuppressMessage("Performance", "CA1822", Justification = "The compiler calls it on the builder.")]
    public readonly void Start<TMachine>(ref TMachine machine)
        where TMachine : IAsyncStateMachine => machine.MoveNext();

    /// <summary>Not needed: the box holds the machine.</summary>
    public readonly void SetStateMachine(IAsyncStateMachine stateMachine)
    {
    }

    /// <summary>Ends the task well.</summary>
    public void SetResult(T result) => (task ??= new SimTask<T>()).CompleteWith(result);

    /// <summary>Ends the task with an error.</summary>
    public void SetException(Exception exception) => (task ??= new SimTask<T>()).Complete(exception);

    /// <summary>Refused for awaiters of other libraries.</summary>
    public void AwaitOnCompleted<TAwaiter, TMachine>(ref TAwaiter awaiter, ref TMachine machine)
        where TAwaiter : INotifyCompletion
        where TMachine : IAsyncStateMachine
    {
        AwaiterKind<TAwaiter>.Require();
        awaiter.OnCompleted(Box(ref machine).ResumeAction);
    }

    /// <summary>Lets the task wait.</summary>
    public void AwaitUnsafeOnCompleted<TAwaiter, TMachine>(ref TAwaiter awaiter, ref TMachine machine)
        where TAwaiter : ICriticalNotifyCompletion
        where TMachine : IAsyncStateMachine
    {
        // The usual wait, without the way through a delegate; comparing types boxes in no build.
        if (typeof(TAwaiter) == typeof(EdgeAwaiter))
        {
            Unsafe.As<TAwaiter, EdgeAwaiter>(ref awaiter).Keep(Box(ref machine));
            return;
        }

        AwaiterKind<TAwaiter>.Require();
        awaiter.UnsafeOnCompleted(Box(ref machine).ResumeAction);
    }

    private SimTaskBox<TMachine, T> Box<TMachine>(ref TMachine machine)
        where TMachine : IAsyncStateMachine
    {
        if (task is SimTaskBox<TMachine, T> box)
            return box;
        box = SpareBoxes<SimTaskBox<TMachine, T>>.Take();
        task = box;  // before the copy, so that the copy knows its task
        box.Machine = machine;
        return box;
    }
}
