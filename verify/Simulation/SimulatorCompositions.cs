namespace HwGen.Verify.Simulation;

/// <summary>Waits that are made of others.</summary>
public static class SimulatorCompositions
{
    /// <summary>Waits for the first of several triggers, delays or tasks; the others are left alone.</summary>
    /// <param name="simulator">the simulation</param>
    /// <param name="triggers">what may fire; of several at once the one listed first counts only if it fired first</param>
    /// <returns>the place of the one that fired, counted from 0</returns>
    public static SimTask<int> First(this Simulator simulator, params ReadOnlySpan<Trigger> triggers) =>
        new FirstTask(simulator, triggers);

    /// <summary>Waits for all of several triggers, delays or tasks. The failure of a task ends the wait and is thrown.</summary>
    public static SimTask Combine(this Simulator simulator, params ReadOnlySpan<Trigger> triggers) =>
        new CombineTask(simulator, triggers);

    /// <summary>Waits for a task, at most for a time. A task that takes longer is cancelled.</summary>
    /// <exception cref="TimeoutException">it took longer</exception>
    public static async SimTask WithTimeout(this Simulator simulator, SimTask task, SimTime limit)
    {
        if (!task.IsCompleted && await simulator.First(task, simulator.Timer(limit)) == 1)
            throw TimedOut(task, limit);
        await task;
    }

    /// <summary>Waits for a task with a value, at most for a time. A task that takes longer is cancelled.</summary>
    /// <exception cref="TimeoutException">it took longer</exception>
    public static async SimTask<T> WithTimeout<T>(this Simulator simulator, SimTask<T> task, SimTime limit)
    {
        if (!task.IsCompleted && await simulator.First(task, simulator.Timer(limit)) == 1)
            throw TimedOut(task, limit);
        return await task;
    }

    /// <summary>Waits for a trigger, at most for a time.</summary>
    /// <exception cref="TimeoutException">it took longer</exception>
    public static async SimTask WithTimeout(this Simulator simulator, Trigger trigger, SimTime limit)
    {
        if (await simulator.First(trigger, simulator.Timer(limit)) == 1)
            throw new TimeoutException($"waited {limit} for {trigger.Description}");
    }

    private static TimeoutException TimedOut(SimTask task, SimTime limit)
    {
        task.Cancel();
        return new TimeoutException($"waited {limit} for {task.Description}");
    }
}
