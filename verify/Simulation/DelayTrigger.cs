namespace HwGen.Verify.Simulation;

/// <summary>A delay as a trigger.</summary>
internal sealed class DelayTrigger(Simulator simulator, Delay delay) : Trigger(simulator)
{
    public override string Description => "a delay";

    internal override bool IsReady => delay.IsCompleted;

    internal override void Forget(SimTask waiter) => ((IWaitSource)waiter.WaitingOn!).Forget(waiter);

    private protected override void Keep(SimTask waiter) => delay.Keep(waiter);
}
