namespace HwGen.Verify.Simulation;

/// <summary>Tasks whose wait is over and that run before simulated time goes on.</summary>
internal sealed class ReadyQueue : IWaitSource
{
    private readonly Queue<SimTask?> tasks = new();

    public int Count => tasks.Count;

    public void Add(SimTask task)
    {
        task.WaitingOn = this;
        tasks.Enqueue(task);
    }

    /// <summary>Resumes all, those included that become ready meanwhile.</summary>
    public void Drain()
    {
        while (tasks.TryDequeue(out var task))
        {
            if (task?.WaitingOn != this)
                continue;  // cancelled while it stood here
            task.WaitingOn = null;
            task.Resume();
        }
    }

    public string Describe(SimTask waiter) => "its turn";

    /// <summary>Nothing to remove: a task that no longer waits here is passed over.</summary>
    public void Forget(SimTask waiter)
    {
    }
}
