namespace HwGen.Verify.Streams;

/// <summary>Compares what a design does, in order, with what was expected.</summary>
/// <typeparam name="T">the items' type</typeparam>
/// <param name="name">its name in messages</param>
/// <param name="show">how an item is written in a message; its own text if null</param>
/// <param name="comparer">when two items are equal; the type's own rule if null</param>
public sealed class Scoreboard<T>(string name, Func<T, string>? show = null, IEqualityComparer<T>? comparer = null)
{
    private readonly Queue<T> expected = new();
    private readonly IEqualityComparer<T> equality = comparer ?? EqualityComparer<T>.Default;

    /// <summary>Items compared.</summary>
    public long Compared { get; private set; }

    /// <summary>Items that are still expected.</summary>
    public int Open => expected.Count;

    /// <summary>Adds what shall come.</summary>
    public void Expect(T item) => expected.Enqueue(item);

    /// <summary>Compares what came with the next item expected.</summary>
    /// <exception cref="ScoreboardException">it differs, or nothing is expected</exception>
    public void Check(T item)
    {
        if (!expected.TryDequeue(out var wanted))
            throw new ScoreboardException($"{name}: item {Compared} is {Text(item)}, expected no more");
        if (!equality.Equals(item, wanted))
            throw new ScoreboardException($"{name}: item {Compared} is {Text(item)}, expected {Text(wanted)}");
        Compared++;
    }

    /// <summary>Checks that all that was expected has come.</summary>
    /// <exception cref="ScoreboardException">something is missing</exception>
    public void Finish()
    {
        if (expected.TryPeek(out var wanted))
            throw new ScoreboardException($"{name}: {expected.Count} items did not come, the first is number {Compared}, {Text(wanted)}");
    }

    private string Text(T item) => show?.Invoke(item) ?? item?.ToString() ?? "null";
}
