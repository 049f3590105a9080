using Xunit.Abstractions;
using Xunit.Sdk;

namespace HwGen.Verify.Testing.Isolation;

/// <summary>Collects what xunit says of the tests of a process.</summary>
internal sealed class ResultSink : IMessageSink, IDisposable
{
    private readonly List<IsolatedResult> results = [];

    /// <summary>One for each test, and one for each failure outside a test, such as in a fixture.</summary>
    public IReadOnlyList<IsolatedResult> Results => results;

    /// <summary>Set when all tests are over.</summary>
    public ManualResetEvent Finished { get; } = new(initialState: false);

    public bool OnMessage(IMessageSinkMessage message)
    {
        switch (message)
        {
            case ITestSkipped skipped:
                results.Add(new IsolatedResult { DisplayName = skipped.Test.DisplayName, SkipReason = skipped.Reason });
                break;
            case ITestResultMessage result:
                results.Add(new IsolatedResult
                {
                    DisplayName = result.Test.DisplayName,
                    Seconds = result.ExecutionTime,
                    Output = result.Output ?? "",
                    Failures = Failures(result as IFailureInformation),
                });
                break;
            case IFailureInformation failure:
                results.Add(new IsolatedResult { DisplayName = Place(message), Failures = Failures(failure) });
                break;
            case ITestAssemblyFinished:
                Finished.Set();
                break;
        }

        return true;
    }

    public void Dispose() => Finished.Dispose();

    private static string Place(IMessageSinkMessage message) => message switch
    {
        ITestCaseMessage test => test.TestCase.DisplayName,
        ITestClassMessage type => type.TestClass.Class.Name,
        ITestCollectionMessage collection => collection.TestCollection.DisplayName,
        _ => "the assembly",
    };

    private static IReadOnlyList<IsolatedFailure> Failures(IFailureInformation? failure) => failure is null
        ? []
        : [.. failure.ExceptionTypes.Select((type, i) => new IsolatedFailure(
            type ?? "", failure.Messages[i] ?? "", failure.StackTraces[i], failure.ExceptionParentIndices[i]))];
}
