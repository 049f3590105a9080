namespace HwGen.Verify.Simulation;

/// <summary>One of several triggers that a <see cref="FirstTask"/> or a <see cref="CombineTask"/> waits for.</summary>
internal sealed class Branch(Trigger trigger, int index, Action<int> fired) : SimTask
{
    public Trigger Trigger => trigger;

    /// <summary>What the trigger's task failed with, null for other triggers.</summary>
    public Exception? Failure => trigger is JoinTrigger { Task.Error: { } error } ? error : null;

    internal override void Resume() => fired(index);

    public void Wait() => trigger.Add(this);

    public void GiveUp()
    {
        WaitingOn?.Forget(this);
        WaitingOn = null;
    }
}
