namespace HwGen.Verify.Simulation;

/// <summary>Ends when the first of several triggers fires; its value is that trigger's place.</summary>
internal sealed class FirstTask : SimTask<int>
{
    private readonly Branch[] branches;

    public FirstTask(Simulator simulator, ReadOnlySpan<Trigger> triggers)
    {
        ArgumentOutOfRangeException.ThrowIfZero(triggers.Length, nameof(triggers));
        Simulator = simulator;
        branches = new Branch[triggers.Length];
        for (var i = 0; i < branches.Length; i++)
            branches[i] = new Branch(triggers[i], i, Fired);
        var ready = Array.FindIndex(branches, branch => branch.Trigger.IsReady);
        if (ready >= 0)
        {
            Finish(ready);
            return;
        }

        foreach (var branch in branches)
            branch.Wait();
    }

    internal override string Description => "the first of " + string.Join(", ", branches.Select(b => b.Trigger.Description));

    public override void Cancel()
    {
        if (IsCompleted)
            return;
        foreach (var branch in branches)
            branch.GiveUp();
        Complete(new SimTaskCancelledException());
    }

    /// <inheritdoc/>
    internal override bool IsPassive => Array.TrueForAll(branches, branch => branch.WaitingOn is null || branch.IsPassive);

    private void Fired(int index)
    {
        if (IsCompleted)
            return;
        foreach (var branch in branches)
            branch.GiveUp();
        Finish(index);
    }

    private void Finish(int index)
    {
        if (branches[index].Failure is { } failure)
            Complete(failure);
        else
            CompleteWith(index);
    }
}
