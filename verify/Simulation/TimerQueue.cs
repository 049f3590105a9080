namespace HwGen.Verify.Simulation;

/// <summary>Tasks that wait for a moment, or for a clock's cycle: the earliest first, then in the order in which they came.</summary>
/// <param name="describe">turns a moment into the words of a diagnosis</param>
internal sealed class TimerQueue(Func<long, string> describe) : IWaitSource
{
    private readonly PriorityQueue<SimTask, (long Due, long Order)> waiting = new();
    private long order;

    /// <summary>When the next is due, <see cref="long.MaxValue"/> if nobody waits.</summary>
    public long NextDue { get; private set; } = long.MaxValue;

    public void Add(SimTask task, long due)
    {
        waiting.Enqueue(task, (due, order++));
        NextDue = Math.Min(NextDue, due);
    }

    /// <summary>Resumes the tasks due at a moment, not those they add for the same moment.</summary>
    public void Fire(long now)
    {
        var end = order;
        while (waiting.TryPeek(out var task, out var priority) && priority.Due <= now && priority.Order < end)
        {
            waiting.Dequeue();
            Refresh();
            task.WaitingOn = null;
            task.Resume();
        }
    }

    public string Describe(SimTask waiter)
    {
        foreach (var (task, priority) in waiting.UnorderedItems)
            if (task == waiter)
                return describe(priority.Due);
        return "a timer";
    }

    public void Forget(SimTask waiter)
    {
        waiting.Remove(waiter, out _, out _);
        Refresh();
    }

    private void Refresh() => NextDue = waiting.TryPeek(out _, out var next) ? next.Due : long.MaxValue;
}
