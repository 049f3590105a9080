namespace HwGen.Verify.Simulation;

/// <summary>Ends when all of several triggers have fired, or with the first failure of a task among them.</summary>
internal sealed class CombineTask : SimTask
{
    private readonly Branch[] branches;
    private int open;

    public CombineTask(Simulator simulator, ReadOnlySpan<Trigger> triggers)
    {
        Simulator = simulator;
        branches = new Branch[triggers.Length];
        open = branches.Length;
        for (var i = 0; i < branches.Length; i++)
            branches[i] = new Branch(triggers[i], i, Fired);
        if (open == 0)
            Complete(null);
        foreach (var branch in branches)
        {
            if (branch.Trigger.IsReady)
                branch.Resume();
            else if (!IsCompleted)
                branch.Wait();
        }
    }

    internal override string Description =>
        "all of " + string.Join(", ", branches.Where(b => b.WaitingOn is not null).Select(b => b.Trigger.Description));

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
        if (branches[index].Failure is { } failure)
        {
            foreach (var branch in branches)
                branch.GiveUp();
            Complete(failure);
        }
        else if (--open == 0)
        {
            Complete(null);
        }
    }
}
