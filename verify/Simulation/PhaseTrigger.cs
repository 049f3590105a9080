namespace HwGen.Verify.Simulation;

/// <summary>A phase of a time step.</summary>
internal sealed class PhaseTrigger(Simulator simulator, string description) : Trigger(simulator)
{
    public override string Description => description;

    public int Count => waiters.Count;

    private readonly WaiterList waiters = new();

    internal override void Forget(SimTask waiter)
    {
        if (waiters.Remove(waiter))
            Simulator.Kernel.GeneralWaiters--;
    }

    internal void Fire()
    {
        Simulator.Kernel.GeneralWaiters -= waiters.Count;
        waiters.Fire();
    }

    private protected override void Keep(SimTask waiter)
    {
        Simulator.Kernel.GeneralWaiters++;
        waiters.Add(waiter);
    }
}
