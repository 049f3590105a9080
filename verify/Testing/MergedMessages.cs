using Xunit.Abstractions;
using Xunit.Sdk;

namespace HwGen.Verify.Testing;

/// <summary>What xunit says of the parts of a collection that run in parallel, as it would of the whole: a collection, a class and a method begin
/// once and end once.</summary>
/// <remarks>Adapters refuse a method that begins while it runs, and with it the whole run.</remarks>
/// <param name="bus">where it is said</param>
internal sealed class MergedMessages(IMessageBus bus) : IMessageBus
{
    private readonly Lock door = new();
    private readonly HashSet<string> begun = [];
    private readonly List<IExecutionMessage> ends = [];

    public bool QueueMessage(IMessageSinkMessage message)
    {
        switch (message)
        {
            case ITestCollectionStarting or ITestClassStarting or ITestMethodStarting:
                lock (door)  // so that nothing of another part overtakes it
                    return !begun.Add(Key(message)) || bus.QueueMessage(message);
            case ITestCollectionFinished or ITestClassFinished or ITestMethodFinished:
                lock (door)
                    ends.Add((IExecutionMessage)message);
                return true;
            default:
                return bus.QueueMessage(message);
        }
    }

    /// <summary>Says that all have ended: methods, then classes, then the collection.</summary>
    public void Finish()
    {
        Say<ITestMethodFinished>((end, all) => new TestMethodFinished(Cases(all), end.TestMethod, Time(all), all.Sum(e => e.TestsRun), all.Sum(e => e.TestsFailed), all.Sum(e => e.TestsSkipped)));
        Say<ITestClassFinished>((end, all) => new TestClassFinished(Cases(all), end.TestClass, Time(all), all.Sum(e => e.TestsRun), all.Sum(e => e.TestsFailed), all.Sum(e => e.TestsSkipped)));
        Say<ITestCollectionFinished>((end, all) => new TestCollectionFinished(Cases(all), end.TestCollection, Time(all), all.Sum(e => e.TestsRun), all.Sum(e => e.TestsFailed), all.Sum(e => e.TestsSkipped)));
    }

    // The runner that made the bus disposes of it.
    public void Dispose()
    {
    }

    private void Say<TEnd>(Func<TEnd, IReadOnlyList<TEnd>, IMessageSinkMessage> merge)
        where TEnd : IFinishedMessage, IExecutionMessage
    {
        foreach (var parts in ends.OfType<TEnd>().GroupBy(end => Key(end)))
            bus.QueueMessage(merge(parts.First(), [.. parts]));
    }

    private static IEnumerable<ITestCase> Cases<TEnd>(IReadOnlyList<TEnd> parts)
        where TEnd : IExecutionMessage => parts.SelectMany(part => part.TestCases);

    private static decimal Time<TEnd>(IReadOnlyList<TEnd> parts)
        where TEnd : IFinishedMessage => parts.Sum(part => part.ExecutionTime);

    private static string Key(IMessageSinkMessage message) => message switch
    {
        ITestMethodMessage method => $"{method.TestClass.Class.Name}.{method.TestMethod.Method.Name}",
        ITestClassMessage type => type.TestClass.Class.Name,
        _ => "",
    };
}
