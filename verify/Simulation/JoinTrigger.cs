namespace HwGen.Verify.Simulation;

/// <summary>Fires when a task ends.</summary>
internal sealed class JoinTrigger(SimTask task) : Trigger(task.Simulator!)
{
    public SimTask Task => task;

    public override string Description => task.Description;

    internal override bool IsPassive => task.IsPassive;

    internal override bool IsReady => task.IsCompleted;

    internal override void Forget(SimTask waiter) => ((IWaitSource)task).Forget(waiter);

    private protected override void Keep(SimTask waiter)
    {
        task.AddJoiner(waiter);
        waiter.WaitingOn = this;
    }
}
