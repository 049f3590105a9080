namespace HwGen.Verify.Simulation;

/// <summary>A change of a signal. Tasks resume after the evaluation that changed it and see the new values.</summary>
public sealed class ValueTrigger : Trigger
{
    private readonly Signal signal;
    private readonly bool? level;
    private readonly WaiterList waiters = new();
    private readonly byte[] before;

    internal ValueTrigger(Simulator simulator, Signal signal, bool? level)
        : base(simulator)
    {
        this.signal = signal;
        this.level = level;
        before = signal.Bytes.ToArray();
    }

    /// <inheritdoc/>
    public override string Description => level switch
    {
        true => $"a rise of {signal.Name}",
        false => $"a fall of {signal.Name}",
        null => $"a change of {signal.Name}",
    };

    internal override void Forget(SimTask waiter)
    {
        if (waiters.Remove(waiter))
            Simulator.Kernel.GeneralWaiters--;
    }

    internal bool FireIfChanged()
    {
        if (waiters.Count == 0 || signal.Bytes.SequenceEqual(before))
            return false;
        var wasHigh = before.AsSpan().ContainsAnyExcept((byte)0);
        signal.GetBytes(before);
        if (level is { } wanted && (signal.IsHigh != wanted || wasHigh == wanted))
            return false;
        Simulator.Kernel.GeneralWaiters -= waiters.Count;
        waiters.Fire();
        return true;
    }

    private protected override void Keep(SimTask waiter)
    {
        if (waiters.Count == 0)
            signal.GetBytes(before);
        Simulator.Kernel.GeneralWaiters++;
        waiters.Add(waiter);
    }
}
