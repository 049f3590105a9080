using System.Reflection;
using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace HwGen.Verify.Testing;

/// <summary>Runs an assembly; each test of a class that shares nothing is a collection of its own, so that xunit runs it in parallel.</summary>
/// <remarks>xunit runs the tests of one class one after the other, whatever the number of cores. Simulations share nothing, as each
/// makes its own instance of the class and of the model.</remarks>
internal sealed class RegressionRunner(
    ITestAssembly assembly, IEnumerable<IXunitTestCase> tests, IMessageSink diagnostics, IMessageSink execution, ITestFrameworkExecutionOptions options)
    : XunitTestAssemblyRunner(assembly, tests, diagnostics, execution, options)
{
    // xunit's limit of parallel collections holds: its threads and its semaphore are those of the base class.
    protected override async Task<RunSummary> RunTestCollectionAsync(
        IMessageBus messageBus, ITestCollection testCollection, IEnumerable<IXunitTestCase> testCases, CancellationTokenSource cancellationTokenSource)
    {
        var cases = testCases.ToList();
        if (cases.Count == 1 || !IsParallel() || !cases.TrueForAll(SharesNothing))
            return await base.RunTestCollectionAsync(messageBus, testCollection, cases, cancellationTokenSource);
        var scheduler = SynchronizationContext.Current is null ? TaskScheduler.Default : TaskScheduler.FromCurrentSynchronizationContext();
        var summary = new RunSummary();
        using var messages = new MergedMessages(messageBus);
        foreach (var part in await Task.WhenAll(cases.Select(test => Task.Factory.StartNew(
            () => base.RunTestCollectionAsync(messages, testCollection, [test], cancellationTokenSource),
            cancellationTokenSource.Token, TaskCreationOptions.DenyChildAttach, scheduler).Unwrap())))
            summary.Aggregate(part);
        messages.Finish();
        return summary;
    }

    private bool IsParallel() =>
        ExecutionOptions.GetValue<bool?>("xunit.execution.DisableParallelization") != true
        && TestAssembly.Assembly is IReflectionAssemblyInfo { Assembly: var assembly }
        && assembly.GetCustomAttribute<CollectionBehaviorAttribute>() is not { DisableTestParallelization: true };

    private static bool SharesNothing(IXunitTestCase test)
    {
        var type = test.TestMethod.TestClass.Class.ToRuntimeType();
        return typeof(SimulationTest).IsAssignableFrom(type)
            && test.TestMethod.TestClass.TestCollection.CollectionDefinition is null
            && !Attribute.IsDefined(type, typeof(CollectionAttribute))
            && !type.GetInterfaces().Any(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IClassFixture<>));
    }
}
