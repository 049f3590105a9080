namespace HwGen.Verify.Simulation;

/// <summary>An edge of a clock. Tasks resume just before it: they read the values that the design samples at the edge,
/// and what they write changes after it.</summary>
/// <remarks>The edge that a task waits for lies after the moment at which it begins to wait.</remarks>
public sealed class EdgeTrigger : Trigger
{
    private readonly bool needsGeneralStep;

    internal EdgeTrigger(Simulator simulator, string description, bool needsGeneralStep)
        : base(simulator)
    {
        Description = description;
        this.needsGeneralStep = needsGeneralStep;
    }

    /// <inheritdoc/>
    public override string Description { get; }

    internal WaiterList Waiters { get; } = new();

    /// <summary>Waits for the edge.</summary>
    public new EdgeAwaiter GetAwaiter() => new(this);

    internal void AddDirect(SimTask waiter)
    {
        Simulator.NoteWait(waiter, this);
        Keep(waiter);
    }

    internal override void Forget(SimTask waiter)
    {
        if (Waiters.Remove(waiter) && needsGeneralStep)
            Simulator.Kernel.GeneralWaiters--;
    }

    internal void BeginRound()
    {
        if (needsGeneralStep)
            Simulator.Kernel.GeneralWaiters -= Waiters.Count;
        Waiters.BeginRound();
    }

    private protected override void Keep(SimTask waiter)
    {
        if (needsGeneralStep)
            Simulator.Kernel.GeneralWaiters++;
        Waiters.Add(waiter);
    }
}
