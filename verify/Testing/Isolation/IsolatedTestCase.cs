using Xunit.Abstractions;
using Xunit.Sdk;

namespace HwGen.Verify.Testing.Isolation;

/// <summary>A test whose body runs somewhere else: in a process of its own.</summary>
/// <param name="inner">the test</param>
/// <param name="run">runs it, and says what came of it</param>
internal sealed class IsolatedTestCase(IXunitTestCase inner, Func<CancellationToken, IReadOnlyList<IsolatedResult>> run) : IXunitTestCase
{
    public Exception InitializationException => inner.InitializationException;

    public IMethodInfo Method => inner.Method;

    public int Timeout => inner.Timeout;

    public string DisplayName => inner.DisplayName;

    public string SkipReason => inner.SkipReason;

    public ISourceInformation SourceInformation
    {
        get => inner.SourceInformation;
        set => inner.SourceInformation = value;
    }

    public ITestMethod TestMethod => inner.TestMethod;

    public object[] TestMethodArguments => inner.TestMethodArguments;

    public Dictionary<string, List<string>> Traits => inner.Traits;

    public string UniqueID => inner.UniqueID;

    /// <summary>The test, isolated if an attribute or the environment says so.</summary>
    public static IXunitTestCase WhereAsked(IXunitTestCase test)
    {
        var method = test.TestMethod.Method.ToRuntimeMethod();
        var type = test.TestMethod.TestClass.Class.ToRuntimeType();
        var attribute = (IsolatedAttribute?)(Attribute.GetCustomAttribute(method, typeof(IsolatedAttribute))
            ?? Attribute.GetCustomAttribute(type, typeof(IsolatedAttribute))
            ?? Attribute.GetCustomAttribute(type.Assembly, typeof(IsolatedAttribute)));
        var wanted = Environment.GetEnvironmentVariable(IsolatedAttribute.Variable) switch
        {
            "1" => true,
            "0" => false,
            _ => attribute is not null,
        };
        return wanted && string.IsNullOrEmpty(test.SkipReason)
            ? new IsolatedTestCase(test, new IsolatedRun(test, attribute?.MemoryMib ?? 0).Run)
            : test;
    }

    /// <summary>The test, failing with the reason why none can run.</summary>
    public static IXunitTestCase Refused(IXunitTestCase test, Exception reason) => new IsolatedTestCase(test, _ =>
    [
        new IsolatedResult
        {
            DisplayName = test.DisplayName,
            Failures = [new IsolatedFailure(reason.GetType().FullName!, reason.Message, null, -1)],
        },
    ]);

    // Not awaited: a thread of xunit's is a place for one test, and this test uses a core.
    public Task<RunSummary> RunAsync(
        IMessageSink diagnosticMessageSink, IMessageBus messageBus, object[] constructorArguments, ExceptionAggregator aggregator,
        CancellationTokenSource cancellationTokenSource)
    {
        messageBus.QueueMessage(new TestCaseStarting(inner));
        var results = run(cancellationTokenSource.Token);
        var summary = new RunSummary();
        foreach (var result in results)
        {
            Tell(messageBus, result);
            summary.Total++;
            summary.Time += result.Seconds;
            summary.Failed += result.Failures.Count > 0 ? 1 : 0;
            summary.Skipped += result.SkipReason is null ? 0 : 1;
        }

        messageBus.QueueMessage(new TestCaseFinished(inner, summary.Time, summary.Total, summary.Failed, summary.Skipped));
        return Task.FromResult(summary);
    }

    public void Serialize(IXunitSerializationInfo info) => inner.Serialize(info);

    public void Deserialize(IXunitSerializationInfo info) => inner.Deserialize(info);

    private void Tell(IMessageBus bus, IsolatedResult result)
    {
        var test = new XunitTest(inner, result.DisplayName);
        bus.QueueMessage(new TestStarting(test));
        foreach (var line in result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            bus.QueueMessage(new TestOutput(test, line + "\n"));
        bus.QueueMessage(
            result.SkipReason is not null ? new TestSkipped(test, result.SkipReason)
            : result.Failures.Count == 0 ? new TestPassed(test, result.Seconds, result.Output)
            : new TestFailed(
                test, result.Seconds, result.Output, [.. result.Failures.Select(failure => failure.Type)],
                [.. result.Failures.Select(failure => failure.Message)], [.. result.Failures.Select(failure => failure.Stack)],
                [.. result.Failures.Select(failure => failure.Parent)]));
        bus.QueueMessage(new TestFinished(test, result.Seconds, result.Output));
    }
}
