namespace HwGen.Verify.Simulation;

/// <summary>Something a task can wait for.</summary>
public abstract class Trigger : IWaitSource
{
    private protected Trigger(Simulator simulator) => Simulator = simulator;

    /// <summary>The words after "waits for" in a diagnosis.</summary>
    public abstract string Description { get; }

    internal Simulator Simulator { get; }

    /// <summary>Whether a task would not have to wait.</summary>
    internal virtual bool IsReady => false;

    /// <summary>Waits for the trigger.</summary>
    public TriggerAwaiter GetAwaiter() => new(this);

    string IWaitSource.Describe(SimTask waiter) => Description;

    bool IWaitSource.IsPassive => IsPassive;

    /// <summary>Whether only the doing of other tasks fires it.</summary>
    internal virtual bool IsPassive => false;

    void IWaitSource.Forget(SimTask waiter) => Forget(waiter);

    /// <summary>Takes in a waiting task and notes on the task what it waits for.</summary>
    internal void Add(SimTask waiter)
    {
        Simulator.NoteWait(waiter, this);
        Keep(waiter);
    }

    internal abstract void Forget(SimTask waiter);

    private protected abstract void Keep(SimTask waiter);
}
