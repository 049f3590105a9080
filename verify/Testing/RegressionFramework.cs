using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace HwGen.Verify.Testing;

/// <summary>xunit's own framework with shards, isolation, and rows in parallel.</summary>
/// <param name="messages">where xunit reports what is no result of a test</param>
public sealed class RegressionFramework(IMessageSink messages) : XunitTestFramework(messages)
{
    /// <inheritdoc/>
    protected override ITestFrameworkExecutor CreateExecutor(AssemblyName assemblyName) =>
        new RegressionExecutor(assemblyName, SourceInformationProvider, DiagnosticMessageSink);
}
