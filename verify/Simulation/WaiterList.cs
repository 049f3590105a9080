namespace HwGen.Verify.Simulation;

/// <summary>Tasks that wait for the same thing, resumed in the order in which they came.</summary>
/// <remarks>Two arrays that change places before firing, so that a task that waits again lands in the next round.
/// Nothing is allocated once the arrays have grown.</remarks>
internal sealed class WaiterList
{
    private Slot[] waiting = new Slot[4];
    private Slot[] firing = new Slot[4];
    private int firingCount;

    public int Count { get; private set; }

    public void Add(SimTask task)
    {
        if (Count == waiting.Length)
            Array.Resize(ref waiting, 2 * Count);
        waiting[Count++].Task = task;
    }

    public void Fire()
    {
        BeginRound();
        FireRound();
    }

    /// <summary>Sets apart who waits now: a task that comes later is not of this round.</summary>
    public void BeginRound()
    {
        (waiting, firing) = (firing, waiting);
        firingCount = Count;
        Count = 0;
    }

    /// <summary>Resumes those set apart.</summary>
    public void FireRound()
    {
        var slots = firing;
        for (var i = 0; i < firingCount; i++)
        {
            var task = slots[i].Task;
            slots[i].Task = null;
            if (task is null)
                continue;
            task.WaitingOn = null;
            task.Resume();
        }

        firingCount = 0;
    }

    /// <summary>Takes the first out, null if there is none.</summary>
    public SimTask? TakeFirst()
    {
        if (Count == 0)
            return null;
        var task = waiting[0].Task;
        RemoveAt(0);
        return task;
    }

    /// <summary>Takes a task out.</summary>
    /// <returns>whether it was still counted; false for one whose round is being fired</returns>
    public bool Remove(SimTask task)
    {
        for (var i = 0; i < firingCount; i++)
        {
            if (firing[i].Task != task)
                continue;
            firing[i].Task = null;
            return false;
        }

        for (var i = 0; i < Count; i++)
        {
            if (waiting[i].Task != task)
                continue;
            RemoveAt(i);
            return true;
        }

        return false;
    }

    private void RemoveAt(int i)
    {
        Array.Copy(waiting, i + 1, waiting, i, Count - i - 1);
        waiting[--Count].Task = null;
    }

    // A struct, so that storing needs no check of the array's type.
    private struct Slot
    {
        public SimTask? Task;
    }
}
