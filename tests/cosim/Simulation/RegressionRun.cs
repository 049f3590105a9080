using System.Reflection;
using HwGen.Verify.Testing;
using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace HwGen.Tests.Cosim.Simulation;

/// <summary>Runs tests as xunit does in an assembly marked as a regression.</summary>
internal static class RegressionRun
{
    /// <summary>Runs rows of a theory.</summary>
    /// <param name="type">the class</param>
    /// <param name="method">the theory</param>
    /// <param name="rows">the arguments of each row</param>
    /// <returns>all that xunit said</returns>
    public static IReadOnlyList<IMessageSinkMessage> Of(Type type, string method, params object[][] rows)
    {
        var assembly = new TestAssembly(Reflector.Wrap(type.Assembly));
        var testMethod = new TestMethod(
            new TestClass(new TestCollection(assembly, null, type.Name), Reflector.Wrap(type)), Reflector.Wrap(type.GetMethod(method)!));
        using var framework = new RegressionFramework(new Xunit.Sdk.NullMessageSink());
        using var executor = framework.GetExecutor(type.Assembly.GetName());
        using var sink = new Sink();
        executor.RunTests(rows.Select(row => new XunitTestCase(
            new Xunit.Sdk.NullMessageSink(), TestMethodDisplay.ClassAndMethod, TestMethodDisplayOptions.None, testMethod, row)), sink, new NoOptions());
        Assert.True(sink.Finished.WaitOne(TimeSpan.FromMinutes(5)));
        return sink.Messages;
    }

    private sealed class Sink : LongLivedMarshalByRefObject, IMessageSink, IDisposable
    {
        public List<IMessageSinkMessage> Messages { get; } = [];

        public ManualResetEvent Finished { get; } = new(initialState: false);

        public bool OnMessage(IMessageSinkMessage message)
        {
            Messages.Add(message);
            if (message is ITestAssemblyFinished)
                Finished.Set();
            return true;
        }

        public void Dispose() => Finished.Dispose();
    }

    private sealed class NoOptions : ITestFrameworkExecutionOptions
    {
        public TValue GetValue<TValue>(string name) => default!;

        public void SetValue<TValue>(string name, TValue value)
        {
        }
    }
}
