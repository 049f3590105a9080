using System.Reflection;
using HwGen.Verify.Testing.Isolation;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace HwGen.Verify.Testing;

/// <summary>Runs what belongs to this shard, isolated where asked for.</summary>
internal sealed class RegressionExecutor(AssemblyName assembly, ISourceInformationProvider sources, IMessageSink messages)
    : XunitTestFrameworkExecutor(assembly, sources, messages)
{
    protected override async void RunTestCases(
        IEnumerable<IXunitTestCase> testCases, IMessageSink executionMessageSink, ITestFrameworkExecutionOptions executionOptions)
    {
        var chosen = Chosen([.. testCases]).ToList();
        using var runner = new RegressionRunner(TestAssembly, chosen, DiagnosticMessageSink, executionMessageSink, executionOptions);
        await runner.RunAsync();
    }

    // xunit would take a message for a run without tests, and that for a pass.
    private static IEnumerable<IXunitTestCase> Chosen(IReadOnlyList<IXunitTestCase> testCases)
    {
        try
        {
            return Shard.FromEnvironment().Of(testCases, test => test.DisplayName).Select(IsolatedTestCase.WhereAsked);
        }
        catch (FormatException e)
        {
            return testCases.Select(test => IsolatedTestCase.Refused(test, e));
        }
    }
}
