namespace HwGen.Verify.Simulation;

/// <summary>Lets one task at a time pass. Tasks that wait pass in the order in which they came.</summary>
public sealed class SimLock
{
    private readonly SimQueue<bool> token;

    /// <summary>A lock that nobody holds.</summary>
    /// <param name="simulator">the simulation it belongs to</param>
    /// <param name="name">its name in diagnoses</param>
    public SimLock(Simulator simulator, string name)
    {
        token = new SimQueue<bool>(simulator, $"lock {name}");
        token.Put(true);
    }

    /// <summary>Waits until the lock is free and takes it; await it.</summary>
    public QueueGet<bool> Acquire() => token.Get();

    /// <summary>Gives it to the next.</summary>
    public void Release() => token.Put(true);
}
