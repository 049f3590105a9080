namespace HwGen.Verify.Simulation;

/// <summary>Items handed from tasks to tasks, first in, first out. Readers that wait are served in the order in which they came.</summary>
/// <typeparam name="T">the items' type</typeparam>
/// <param name="simulator">the simulation it belongs to</param>
/// <param name="name">its name in diagnoses</param>
public sealed class SimQueue<T>(Simulator simulator, string name) : IWaitSource
{
    private readonly Queue<T> items = new();
    private readonly WaiterList readers = new();
    private int promised;

    /// <summary>Items that nobody was promised yet.</summary>
    public int Count => items.Count - promised;

    internal Simulator Simulator => simulator;

    /// <summary>Adds an item.</summary>
    public void Put(T item)
    {
        simulator.NoteProgress();
        items.Enqueue(item);
        Promise();
    }

    /// <summary>Takes the first item; await it.</summary>
    public QueueGet<T> Get() => new(this);

    /// <summary>Takes the first item if there is one.</summary>
    public bool TryGet(out T item)
    {
        if (Count > 0)
            return items.TryDequeue(out item!);
        item = default!;
        return false;
    }

    bool IWaitSource.IsPassive => true;

    string IWaitSource.Describe(SimTask waiter) => $"an item in queue {name}";

    void IWaitSource.Forget(SimTask waiter) => readers.Remove(waiter);

    internal bool TryPromise()
    {
        if (Count == 0)
            return false;
        promised++;
        return true;
    }

    internal void AddReader(SimTask reader)
    {
        simulator.NoteWait(reader, this);
        readers.Add(reader);
    }

    internal T TakePromised()
    {
        if (simulator.IsInterrupting)
        {
            if (simulator.InterruptedWhileReady)
            {
                promised--;
                Promise();
            }

            simulator.ThrowIfInterrupted();
        }

        promised--;
        return items.Dequeue();
    }

    private void Promise()
    {
        if (Count == 0 || readers.TakeFirst() is not { } reader)
            return;
        promised++;
        simulator.MakeReady(reader);
    }
}
