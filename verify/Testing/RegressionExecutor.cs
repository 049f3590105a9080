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
        var chosen = Shard.FromEnvironment().Of(testCases, test => test.DisplayName).Select(IsolatedTestCase.WhereAsked).ToList();
        using var runner = new RegressionRunner(TestAssembly, chosen, DiagnosticMessageSink, executionMessageSink, executionOptions);
        await runner.RunAsync();
    }
}
