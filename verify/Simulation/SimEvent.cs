namespace HwGen.Verify.Simulation;

/// <summary>A flag that tasks set and wait for. While it is set nobody has to wait.</summary>
public sealed class SimEvent : Trigger
{
    private readonly string name;
    private readonly WaiterList waiters = new();

    /// <summary>An event that is not set.</summary>
    /// <param name="simulator">the simulation it belongs to</param>
    /// <param name="name">its name in diagnoses</param>
    public SimEvent(Simulator simulator, string name)
        : base(simulator) => this.name = name;

    /// <inheritdoc/>
    public override string Description => $"event {name}";

    /// <summary>Whether it is set.</summary>
    public bool IsSet { get; private set; }

    internal override bool IsPassive => true;

    internal override bool IsReady => IsSet;

    /// <summary>Sets it: all who wait go on in this phase, after the running task has waited or ended.</summary>
    public void Set()
    {
        IsSet = true;
        Pulse();
    }

    /// <summary>Clears it.</summary>
    public void Clear() => IsSet = false;

    /// <summary>Lets all who wait now go on, and leaves the event as it is.</summary>
    public void Pulse()
    {
        Simulator.NoteProgress();
        while (waiters.TakeFirst() is { } task)
            Simulator.MakeReady(task);
    }

    internal override void Forget(SimTask waiter) => waiters.Remove(waiter);

    private protected override void Keep(SimTask waiter) => waiters.Add(waiter);
}
