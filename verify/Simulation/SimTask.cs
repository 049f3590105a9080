using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace HwGen.Verify.Simulation;

/// <summary>A coroutine of a simulation: what an <c>async SimTask</c> method returns.</summary>
/// <remarks><para>It runs at once, on the simulation's only thread, until it first waits. Awaiting a trigger allocates
/// nothing: the task itself is the continuation that the trigger keeps.</para>
/// <para>Await it to call it like a subroutine, or hand it to <see cref="Simulator.Start"/> to let it run beside its
/// caller. A task that fails stops the simulation unless somebody awaits it.</para>
/// <para>The task of a subroutine that is awaited where it is called, <c>await Send(word)</c>, serves another call after it has
/// ended well, so that calling a subroutine allocates nothing either. One that the caller keeps in a variable is left alone.</para></remarks>
[AsyncMethodBuilder(typeof(SimTaskBuilder))]
public class SimTask : IWaitSource
{
    private SimTask? joiner;
    private List<SimTask>? moreJoiners;
    private ExceptionDispatchInfo? error;
    private SubroutineUse use;

    internal SimTask()
    {
    }

    /// <summary>The name shown in diagnoses.</summary>
    public string Name { get; internal set; } = "";

    /// <summary>Whether it ended: well, with an error, or cancelled.</summary>
    public bool IsCompleted { get; private set; }

    /// <summary>Whether it ended with an error or was cancelled.</summary>
    public bool IsFaulted => error is not null;

    /// <summary>Whether it was cancelled.</summary>
    public bool IsCancelled => error?.SourceException is SimTaskCancelledException;

    /// <summary>What it failed with, null if it did not.</summary>
    public Exception? Error => error?.SourceException;

    internal Simulator? Simulator { get; set; }

    /// <summary>What it waits on, null while it runs.</summary>
    internal IWaitSource? WaitingOn { get; set; }

    /// <summary>Since when it waits, in picoseconds.</summary>
    internal long WaitingSince { get; set; }

    /// <summary>Whether it waits, in the end, for the doing of other tasks and not for time to pass.</summary>
    internal virtual bool IsPassive => WaitingOn is { IsPassive: true };

    bool IWaitSource.IsPassive => IsPassive;

    /// <summary>Its place in the simulator's list of started tasks, -1 for a subroutine.</summary>
    internal int StartedIndex { get; set; } = -1;

    /// <summary>Whether the method behind the task can still look at tasks that it has awaited.</summary>
    internal virtual bool KeepsTasks => true;

    /// <summary>Method of the builder's box; one delegate per task, made once.</summary>
    internal virtual Action ResumeAction => throw new NotSupportedException();

    string IWaitSource.Describe(SimTask waiter) => Description;

    /// <summary>What a diagnosis calls it when another task waits for it.</summary>
    internal virtual string Description => Name.Length > 0 ? $"the end of task {Name}" : "a subroutine";

    /// <summary>A trigger that fires when the task ends, for <see cref="SimulatorCompositions.First"/>.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "AsTrigger is the named form.")]
    public static implicit operator Trigger(SimTask task) => task.AsTrigger();

    /// <summary>A trigger that fires when the task ends.</summary>
    public Trigger AsTrigger() => new JoinTrigger(this);

    /// <summary>Waits for the end of the task; an error of the task is thrown where it is awaited.</summary>
    public SimTaskAwaiter GetAwaiter() => new(this);

    /// <summary>Ends the task where it waits: <see cref="SimTaskCancelledException"/> is thrown there, so that its
    /// <c>finally</c> blocks run. Does nothing if the task has ended.</summary>
    public virtual void Cancel()
    {
        if (IsCompleted)
            return;
        if (WaitingOn is SimTask { StartedIndex: < 0, IsCompleted: false } subroutine && subroutine.HasOnlyJoiner(this))
        {
            subroutine.Cancel();
            return;
        }

        if (WaitingOn is null || Simulator is null)
            throw new InvalidOperationException($"{Name} cannot be cancelled: it does not wait");
        Simulator.Interrupt(this);
    }

    internal virtual void Resume() => throw new NotSupportedException();

    internal void AddJoiner(SimTask waiter)
    {
        if (use == SubroutineUse.Spare)
            throw new InvalidOperationException("the task was awaited before, where it was called, and is gone; start it to await it again");
        use = joiner is null && StartedIndex < 0 && Simulator?.Kernel.LastCalled == this && !waiter.KeepsTasks ? SubroutineUse.Once : SubroutineUse.Kept;
        if (joiner is null)
            joiner = waiter;
        else
            (moreJoiners ??= []).Add(waiter);
        waiter.WaitingOn = this;
        waiter.Simulator ??= Simulator;
        waiter.WaitingSince = Simulator?.NowPs ?? 0;
    }

    void IWaitSource.Forget(SimTask waiter)
    {
        if (joiner == waiter)
            joiner = null;
        else
            moreJoiners?.Remove(waiter);
    }

    internal void Complete(Exception? exception)
    {
        if (exception is not null)
            error = ExceptionDispatchInfo.Capture(exception);
        IsCompleted = true;
        var first = joiner;
        joiner = null;
        if (StartedIndex >= 0)
            Simulator!.Ended(this);
        if (first is null && moreJoiners is null)
        {
            if (exception is not null and not SimTaskCancelledException)
                Simulator?.Fail(this, exception);
            return;
        }

        if (moreJoiners is not null)
            foreach (var other in moreJoiners)
                Simulator!.MakeReady(other);
        if (first is not null)
        {
            first.WaitingOn = null;
            first.Resume();
        }
    }

    internal void ThrowIfFaulted() => error?.Throw();

    /// <summary>Called when the method that returns it has begun to wait: awaiting it comes next, or it is kept.</summary>
    internal void NoteCalled()
    {
        if (Simulator is { } simulator)
            simulator.Kernel.LastCalled = this;
    }

    /// <summary>Called when its joiner has what it waited for: nobody else knows a subroutine that was awaited where it was called.</summary>
    internal void EndUse()
    {
        if (use != SubroutineUse.Once)
            return;
        use = SubroutineUse.Spare;
        IsCompleted = false;
        Simulator = null;
        Recycle();
    }

    /// <summary>Makes it the task of another call.</summary>
    internal void BeginUse() => use = SubroutineUse.Kept;

    /// <summary>Keeps it for another call.</summary>
    private protected virtual void Recycle()
    {
    }

    private bool HasOnlyJoiner(SimTask waiter) => joiner == waiter && moreJoiners is not { Count: > 0 };
}
